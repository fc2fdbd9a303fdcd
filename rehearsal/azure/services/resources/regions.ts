/** A public region of Azure with the facts that `GET /subscriptions/{id}/locations` tells of it. */
export interface Region {
  readonly name: string;
  readonly displayName: string;
  readonly geographyGroup: string;
  readonly geography: string;
  readonly physicalLocation: string;
  readonly latitude: string;
  readonly longitude: string;
  /** Not always mutual: Brazil South's pair is South Central US, whose own is North Central US. */
  readonly pair?: string;
  readonly zones: boolean;
}

type Row = readonly [
  displayName: string,
  geographyGroup: string,
  geography: string,
  physicalLocation: string,
  latitude: string,
  longitude: string,
  pair: string,
  zones: 'zones' | '',
];

const rows: readonly Row[] = [
  ['East US', 'US', 'United States', 'Virginia', '37.3719', '-79.8164', 'westus', 'zones'],
  ['East US 2', 'US', 'United States', 'Virginia', '36.6681', '-78.3889', 'centralus', 'zones'],
  ['South Central US', 'US', 'United States', 'Texas', '29.4167', '-98.5', 'northcentralus', 'zones'],
  ['West US 2', 'US', 'United States', 'Washington', '47.233', '-119.852', 'westcentralus', 'zones'],
  ['West US 3', 'US', 'United States', 'Phoenix', '33.448376', '-112.074036', 'eastus', 'zones'],
  ['Central US', 'US', 'United States', 'Iowa', '41.5908', '-93.6208', 'eastus2', 'zones'],
  ['North Central US', 'US', 'United States', 'Illinois', '41.8819', '-87.6278', 'southcentralus', ''],
  ['West US', 'US', 'United States', 'California', '37.783', '-122.417', 'eastus', ''],
  ['West Central US', 'US', 'United States', 'Wyoming', '40.89', '-110.234', 'westus2', ''],
  ['Central US EUAP', 'US', 'Canary (US)', 'Iowa', '41.5908', '-93.6208', 'eastus2euap', 'zones'],
  ['East US 2 EUAP', 'US', 'Canary (US)', 'Virginia', '36.6681', '-78.3889', 'centraluseuap', 'zones'],
  ['Canada Central', 'Canada', 'Canada', 'Toronto', '43.653', '-79.383', 'canadaeast', 'zones'],
  ['Canada East', 'Canada', 'Canada', 'Quebec', '46.817', '-71.217', 'canadacentral', ''],
  ['Mexico Central', 'Mexico', 'Mexico', 'Querétaro State', '20.588818', '-100.389888', '', 'zones'],
  ['Brazil South', 'South America', 'Brazil', 'Sao Paulo State', '-23.55', '-46.633', 'southcentralus', 'zones'],
  ['Brazil Southeast', 'South America', 'Brazil', 'Rio', '-22.90278', '-43.2075', 'brazilsouth', ''],
  ['Chile Central', 'South America', 'Chile', 'Santiago', '-33.447487', '-70.673676', '', 'zones'],
  ['North Europe', 'Europe', 'Europe', 'Ireland', '53.3478', '-6.2597', 'westeurope', 'zones'],
  ['West Europe', 'Europe', 'Europe', 'Netherlands', '52.3667', '4.9', 'northeurope', 'zones'],
  ['Austria East', 'Europe', 'Austria', 'Vienna', '48.2201153', '16.4796624', '', 'zones'],
  ['Belgium Central', 'Europe', 'Belgium', 'Brussels', '50.8503', '4.3517', '', 'zones'],
  ['France Central', 'Europe', 'France', 'Paris', '46.3772', '2.373', 'francesouth', 'zones'],
  ['France South', 'Europe', 'France', 'Marseille', '43.8345', '2.1972', 'francecentral', ''],
  ['Germany West Central', 'Europe', 'Germany', 'Frankfurt', '50.110924', '8.682127', 'germanynorth', 'zones'],
  ['Germany North', 'Europe', 'Germany', 'Berlin', '53.073635', '8.806422', 'germanywestcentral', ''],
  ['Italy North', 'Europe', 'Italy', 'Milan', '45.46888', '9.18109', '', 'zones'],
  ['Norway East', 'Europe', 'Norway', 'Norway', '59.913868', '10.752245', 'norwaywest', 'zones'],
  ['Norway West', 'Europe', 'Norway', 'Norway', '58.969975', '5.733107', 'norwayeast', ''],
  ['Poland Central', 'Europe', 'Poland', 'Warsaw', '52.23334', '21.01666', '', 'zones'],
  ['Spain Central', 'Europe', 'Spain', 'Madrid', '40.4259', '-3.4209', '', 'zones'],
  ['Sweden Central', 'Europe', 'Sweden', 'Gävle', '60.67488', '17.14127', 'swedensouth', 'zones'],
  ['Sweden South', 'Europe', 'Sweden', 'Malmö', '55.6059', '13.0007', 'swedencentral', ''],
  ['Switzerland North', 'Europe', 'Switzerland', 'Zurich', '47.451542', '8.564572', 'switzerlandwest', 'zones'],
  ['Switzerland West', 'Europe', 'Switzerland', 'Geneva', '46.204391', '6.143158', 'switzerlandnorth', ''],
  ['UK South', 'Europe', 'United Kingdom', 'London', '50.941', '-0.799', 'ukwest', 'zones'],
  ['UK West', 'Europe', 'United Kingdom', 'Cardiff', '53.427', '-3.084', 'uksouth', ''],
  ['Israel Central', 'Middle East', 'Israel', 'Israel', '31.2655698', '33.4506633', '', 'zones'],
  ['Qatar Central', 'Middle East', 'Qatar', 'Doha', '25.551462', '51.439327', '', 'zones'],
  ['UAE North', 'Middle East', 'UAE', 'Dubai', '25.266666', '55.316666', 'uaecentral', 'zones'],
  ['UAE Central', 'Middle East', 'UAE', 'Abu Dhabi', '24.466667', '54.366669', 'uaenorth', ''],
  ['South Africa North', 'Africa', 'South Africa', 'Johannesburg', '-25.73134', '28.21837', 'southafricawest', 'zones'],
  ['South Africa West', 'Africa', 'South Africa', 'Cape Town', '-34.075691', '18.843266', 'southafricanorth', ''],
  ['East Asia', 'Asia Pacific', 'Asia Pacific', 'Hong Kong', '22.267', '114.188', 'southeastasia', 'zones'],
  ['Southeast Asia', 'Asia Pacific', 'Asia Pacific', 'Singapore', '1.283', '103.833', 'eastasia', 'zones'],
  [
    'Australia East',
    'Asia Pacific',
    'Australia',
    'New South Wales',
    '-33.86',
    '151.2094',
    'australiasoutheast',
    'zones',
  ],
  ['Australia Southeast', 'Asia Pacific', 'Australia', 'Victoria', '-37.8136', '144.9631', 'australiaeast', ''],
  ['Australia Central', 'Asia Pacific', 'Australia', 'Canberra', '-35.3075', '149.1244', 'australiacentral2', ''],
  ['Australia Central 2', 'Asia Pacific', 'Australia', 'Canberra', '-35.3075', '149.1244', 'australiacentral', ''],
  ['Central India', 'Asia Pacific', 'India', 'Pune', '18.5822', '73.9197', 'southindia', 'zones'],
  ['South India', 'Asia Pacific', 'India', 'Chennai', '12.9822', '80.1636', 'centralindia', ''],
  ['West India', 'Asia Pacific', 'India', 'Mumbai', '19.088', '72.868', 'southindia', ''],
  ['Jio India Central', 'Asia Pacific', 'India', 'Nagpur', '21.146633', '79.08886', 'jioindiawest', ''],
  ['Jio India West', 'Asia Pacific', 'India', 'Jamnagar', '22.470701', '70.05773', 'jioindiacentral', ''],
  ['Indonesia Central', 'Asia Pacific', 'Indonesia', 'Jakarta', '-6.208763', '106.845599', '', 'zones'],
  ['Japan East', 'Asia Pacific', 'Japan', 'Tokyo, Saitama', '35.68', '139.77', 'japanwest', 'zones'],
  ['Japan West', 'Asia Pacific', 'Japan', 'Osaka', '34.6939', '135.5022', 'japaneast', 'zones'],
  ['Korea Central', 'Asia Pacific', 'Korea', 'Seoul', '37.5665', '126.978', 'koreasouth', 'zones'],
  ['Korea South', 'Asia Pacific', 'Korea', 'Busan', '35.1796', '129.0756', 'koreacentral', ''],
  ['Malaysia West', 'Asia Pacific', 'Malaysia', 'Kuala Lumpur', '3.140853', '101.693207', '', 'zones'],
  ['New Zealand North', 'Asia Pacific', 'New Zealand', 'Auckland', '-36.84853', '174.76349', '', 'zones'],
];

export const regions: readonly Region[] = rows.map(
  ([displayName, geographyGroup, geography, physicalLocation, latitude, longitude, pair, zones]) => ({
    name: plainName(displayName),
    displayName,
    geographyGroup,
    geography,
    physicalLocation,
    latitude,
    longitude,
    ...(pair ? { pair } : {}),
    zones: zones === 'zones',
  }),
);

const byName = new Map(regions.map((region) => [region.name, region]));

/** The region, whether it is called `West Europe` or `westeurope`. */
export function regionNamed(name: string): Region | undefined {
  return byName.get(plainName(name));
}

/** The name of the region that Azure pairs with this one; undefined for the newer regions, which have none. */
export function pairOf(region: string): string | undefined {
  return regionNamed(region)?.pair;
}

function plainName(name: string): string {
  return name.replaceAll(' ', '').toLowerCase();
}
