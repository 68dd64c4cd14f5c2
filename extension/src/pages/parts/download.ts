// Hands the browser a file. It asks where to, or puts it with the others, as for any file; that needs no permission.

/** Milliseconds for the browser to have begun with it. */
const BEGUN = 10_000;

export function download(content: BlobPart, type: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), BEGUN);
}
