// The modules of a QR code as text: the background makes the code, the page draws it.

import type { Qr } from "./messages";

/** The code of `size` by `size` modules of which `isDark` tells the dark ones. */
export function packQr(size: number, isDark: (x: number, y: number) => boolean): Qr {
  const bytes = new Uint8Array(Math.ceil((size * size) / 8));
  for (let i = 0; i < size * size; i++) {
    if (isDark(i % size, Math.floor(i / size))) bytes[i >> 3] |= 128 >> (i & 7);
  }
  return { size, bits: btoa(String.fromCharCode(...bytes)) };
}

/** Tells which modules of a packed code are dark; outside of it none are. */
export function unpackQr({ size, bits }: Qr): (x: number, y: number) => boolean {
  const bytes = atob(bits);
  return (x, y) => {
    const i = y * size + x;
    const isInside = x >= 0 && y >= 0 && x < size && y < size;
    return isInside && (bytes.charCodeAt(i >> 3) & (128 >> (i & 7))) > 0;
  };
}
