// A button that copies a text, and says so.

import { useSignal } from "@preact/signals";
import { t } from "../words/words";

export function CopyButton({ text, label, looks = "" }: { text: string; label: string; looks?: string }) {
  const said = useSignal("");
  const copy = async () => {
    const isDone = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    said.value = isDone ? t("core.copied") : t("frame.select");
  };
  return (
    <p class="copy">
      <button type="button" class={looks} onClick={copy}>{label}</button>
      <span role="status">{said}</span>
    </p>
  );
}
