import { type Pixel, pngOf } from './png.ts';

const sea: Pixel = [0x0f, 0x5e, 0x78, 255];
const white: Pixel = [255, 255, 255, 255];
const red: Pixel = [0xd6, 0x45, 0x3d, 255];
const clear: Pixel = [0, 0, 0, 0];

/** A lifebuoy on the sea. */
export const colorIcon = (): Uint8Array =>
  pngOf(
    192,
    smooth(192, (x, y) => buoy(x, y, { behind: sea, ring: white, band: red })),
  );

/** The same as a white line on nothing, as the platform wants it. */
export const outlineIcon = (): Uint8Array =>
  pngOf(
    32,
    smooth(32, (x, y) => buoy(x, y, { behind: clear, ring: white, band: clear })),
  );

interface Colors {
  readonly behind: Pixel;
  readonly ring: Pixel;
  readonly band: Pixel;
}

/** From -1 to 1 both ways. */
const buoy = (x: number, y: number, { behind, ring, band }: Colors): Pixel => {
  const distance = Math.hypot(x, y);
  if (distance < 0.36 || distance > 0.78) return behind;
  const turned = (Math.atan2(y, x) + Math.PI / 4 + 2 * Math.PI) % (Math.PI / 2);
  return Math.abs(turned - Math.PI / 4) < 0.2 ? band : ring;
};

const samples = 4;

/** Edges between the pixels: each is the middle of several points in it. */
const smooth =
  (size: number, colorAt: (x: number, y: number) => Pixel) =>
  (column: number, row: number): Pixel => {
    const sum = [0, 0, 0, 0];
    for (let at = 0; at < samples * samples; at += 1) {
      const x = (column + ((at % samples) + 0.5) / samples) / size;
      const y = (row + (Math.floor(at / samples) + 0.5) / samples) / size;
      const [r, g, b, alpha] = colorAt(2 * x - 1, 2 * y - 1);
      for (const [channel, value] of [r * alpha, g * alpha, b * alpha, alpha].entries())
        sum[channel] = (sum[channel] ?? 0) + value;
    }
    const [r = 0, g = 0, b = 0, alpha = 0] = sum;
    const part = (value: number): number => (alpha === 0 ? 0 : Math.round(value / alpha));
    return [part(r), part(g), part(b), Math.round(alpha / (samples * samples))];
  };
