/** A size of virtual machine and what it takes. */
export interface VmSize {
  readonly name: string;
  /** As the quota and the sku list call it. */
  readonly family: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly maxDataDisks: number;
  readonly maxNics: number;
  readonly temporaryDiskGb: number;
  readonly generations: string;
  readonly premium: boolean;
  readonly confidential: boolean;
}

interface Series {
  readonly family: string;
  /** `#` stands for the number of cores, or of the step where steps are named. */
  readonly pattern: string;
  readonly cores: readonly number[];
  readonly memoryPerCore: number;
  readonly temporaryPerCore: number;
  readonly generations?: string;
  readonly premium?: boolean;
  readonly confidential?: boolean;
  /** Names that do not follow from the number of cores. */
  readonly steps?: readonly string[];
}

const UP_TO_64 = [2, 4, 8, 16, 32, 64];

const series: readonly Series[] = [
  {
    family: 'standardBSFamily',
    pattern: 'Standard_B#',
    cores: [1, 1, 2, 2, 4, 8],
    steps: ['1s', '1ms', '2s', '2ms', '4ms', '8ms'],
    memoryPerCore: 2,
    temporaryPerCore: 4,
  },
  {
    family: 'standardDSv2Family',
    pattern: 'Standard_DS#_v2',
    cores: [1, 2, 4, 8, 16],
    steps: ['1', '2', '3', '4', '5'],
    memoryPerCore: 3.5,
    temporaryPerCore: 7,
  },
  {
    family: 'standardDv2Family',
    pattern: 'Standard_D#_v2',
    cores: [1, 2, 4, 8, 16],
    steps: ['1', '2', '3', '4', '5'],
    memoryPerCore: 3.5,
    temporaryPerCore: 50,
    generations: 'V1',
    premium: false,
  },
  { family: 'standardDSv3Family', pattern: 'Standard_D#s_v3', cores: UP_TO_64, memoryPerCore: 4, temporaryPerCore: 8 },
  { family: 'standardDSv4Family', pattern: 'Standard_D#s_v4', cores: UP_TO_64, memoryPerCore: 4, temporaryPerCore: 0 },
  { family: 'standardDSv5Family', pattern: 'Standard_D#s_v5', cores: UP_TO_64, memoryPerCore: 4, temporaryPerCore: 0 },
  {
    family: 'standardDDSv5Family',
    pattern: 'Standard_D#ds_v5',
    cores: UP_TO_64,
    memoryPerCore: 4,
    temporaryPerCore: 37.5,
  },
  {
    family: 'standardDASv5Family',
    pattern: 'Standard_D#as_v5',
    cores: UP_TO_64,
    memoryPerCore: 4,
    temporaryPerCore: 0,
  },
  { family: 'standardESv3Family', pattern: 'Standard_E#s_v3', cores: UP_TO_64, memoryPerCore: 8, temporaryPerCore: 16 },
  { family: 'standardESv5Family', pattern: 'Standard_E#s_v5', cores: UP_TO_64, memoryPerCore: 8, temporaryPerCore: 0 },
  { family: 'standardFSv2Family', pattern: 'Standard_F#s_v2', cores: UP_TO_64, memoryPerCore: 2, temporaryPerCore: 8 },
  {
    family: 'standardDCASv5Family',
    pattern: 'Standard_DC#as_v5',
    cores: UP_TO_64,
    memoryPerCore: 4,
    temporaryPerCore: 0,
    generations: 'V2',
    confidential: true,
  },
];

export const vmSizes: readonly VmSize[] = series.flatMap((one) =>
  one.cores.map((cores, step) => sizeOf(one, cores, step)),
);

export const vmFamilies: readonly string[] = series.map(({ family }) => family);

const byName = new Map(vmSizes.map((size) => [size.name.toLowerCase(), size]));

export function vmSizeNamed(name: string): VmSize | undefined {
  return byName.get(name.toLowerCase());
}

function sizeOf(one: Series, cores: number, step: number): VmSize {
  return {
    name: one.pattern.replace('#', one.steps?.[step] ?? String(cores)),
    family: one.family,
    cores,
    memoryGb: cores * one.memoryPerCore,
    maxDataDisks: Math.min(32, Math.max(2, cores * 2)),
    maxNics: Math.min(8, Math.max(2, cores)),
    temporaryDiskGb: cores * one.temporaryPerCore,
    generations: one.generations ?? 'V1,V2',
    premium: one.premium ?? true,
    confidential: one.confidential ?? false,
  };
}
