// A QR code with the quiet zone of four modules that its readers need; dark modules in a row are one rectangle.

export function Code({ rows }: { rows: string }) {
  const lines = rows.split("\n");
  const runs = lines.flatMap((line, y) =>
    [...line.matchAll(/#+/g)].map(({ 0: { length }, index }) => `M${index} ${y}h${length}v1h-${length}z`),
  );
  const size = lines.length + 8;
  return (
    <svg class="code" viewBox={`-4 -4 ${size} ${size}`} aria-hidden="true">
      <path d={runs.join("")} />
    </svg>
  );
}
