// The picture in the page: decoded, painted with its black parts, encoded again. Only what is painted is ever encoded.

import type { Box } from "./blanks";

/** A PNG in a `data:` address; the page's policy lets no request for one through. */
export function decode(address: string): Promise<ImageBitmap> {
  const bytes = Uint8Array.from(atob(address.slice(address.indexOf(",") + 1)), (it) => it.charCodeAt(0));
  return createImageBitmap(new Blob([bytes], { type: "image/png" }));
}

export function paint(canvas: HTMLCanvasElement, picture: ImageBitmap, black: readonly Box[]): void {
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) return;
  context.drawImage(picture, 0, 0);
  context.fillStyle = "#000";
  for (const { x, y, width, height } of black) context.fillRect(x, y, width, height);
}

export async function encode(canvas: HTMLCanvasElement, type: "image/png" | "image/jpeg") {
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, 0.9));
  if (!blob) throw new Error(`no ${type}`);
  return new Uint8Array(await blob.arrayBuffer());
}
