// The picture, and how parts of it are made black: by pointer or by keys. The frame stands above the picture and is
// never a part of it.

import type { Signal } from "@preact/signals";
import type { RefObject, TargetedPointerEvent } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { type Blanks, type Box, type Change, changeBlanks } from "./blanks";
import { paint } from "./picture";
import type { Words } from "./words";

/** Pixels of the screen that a pointer goes at least in a drag. */
const DRAG = 6;

const ARROWS: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** What a key does on the picture; null for what is none of its keys. */
function changeOf({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent, isFramed: boolean): Change | null {
  if (ctrlKey || metaKey) return key === "z" ? { type: "undo" } : null;
  if (Object.hasOwn(ARROWS, key)) return isFramed ? { type: shiftKey ? "grow" : "move", ...ARROWS[key] } : null;
  if (key === "Enter" || key === " ") return { type: isFramed ? "fill" : "frame" };
  return key === "Delete" || key === "Backspace" ? { type: "undo" } : null;
}

interface Props {
  picture: ImageBitmap;
  blanks: Signal<Blanks>;
  canvas: RefObject<HTMLCanvasElement | null>;
  words: Words;
}

export function Blanker({ picture, blanks, canvas, words }: Props) {
  const area = useRef<HTMLDivElement>(null);
  const { black, frame } = blanks.value;
  useLayoutEffect(() => {
    if (canvas.current) paint(canvas.current, picture, black);
  }, [picture, black]);

  const change = (one: Change) => (blanks.value = changeBlanks(blanks.value, one));
  const byPointer = (type: "press" | "drag" | "release") => (event: TargetedPointerEvent<HTMLDivElement>) => {
    const box = canvas.current?.getBoundingClientRect();
    if (event.button > 0 || !box) return;
    const scale = picture.width / box.width;
    const point = { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
    if (type === "press") event.currentTarget.setPointerCapture(event.pointerId);
    change(type === "release" ? { type, ...point, least: DRAG * scale } : { type, ...point });
  };
  const byKey = (event: KeyboardEvent) => {
    const one = changeOf(event, !!frame);
    if (!one) return;
    event.preventDefault();
    change(one);
  };
  const place = () => {
    change({ type: frame ? "fill" : "frame" });
    area.current?.focus();
  };

  return (
    <>
      <p>{words.hideHow}</p>
      <p class="small" id="keys">
        {words.hideKeys}
      </p>
      <div
        ref={area}
        id="picture"
        role="application"
        tabIndex={0}
        aria-label={words.picture}
        aria-describedby="keys"
        onPointerDown={byPointer("press")}
        onPointerMove={byPointer("drag")}
        onPointerUp={byPointer("release")}
        onPointerCancel={() => change({ type: "cancel" })}
        onKeyDown={byKey}
      >
        <canvas ref={canvas} width={picture.width} height={picture.height} />
        {frame && <div class="frame" style={placed(frame, picture)} />}
      </div>
      <div class="actions">
        <button type="button" id="frame" onClick={place}>
          {frame ? words.fill : words.frame}
        </button>
        <button type="button" id="undo" aria-disabled={!black.length} onClick={() => change({ type: "undo" })}>
          {words.undo}
        </button>
        <p id="blanked" role="status">
          {frame ? words.isFramed : words.blanked(black.length)}
        </p>
      </div>
    </>
  );
}

const placed = (box: Box, { width, height }: ImageBitmap) => ({
  left: `${(100 * box.x) / width}%`,
  top: `${(100 * box.y) / height}%`,
  width: `${(100 * box.width) / width}%`,
  height: `${(100 * box.height) / height}%`,
});
