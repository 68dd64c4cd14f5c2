// How large a snapshot may be: what the page's side reads, what the background lets through, what the core takes.
// The core has the same figures (wasm/dialog); a test compares them.

/** Rows: what can be activated or chosen. */
export const MAX_ROWS = 100;
export const MAX_HEADINGS = 12;
/** Other texts. */
export const MAX_TEXTS = 12;
/** Ids of the gate's hooks. */
export const MAX_HOOKS = 40;
/** UTF-16 units of any one text or id. */
export const MAX_TEXT = 120;
/** Bytes of JSON; what is larger is cut from its end. */
export const MAX_SNAPSHOT_BYTES = 8000;
/** Bytes of the core's memory of one report. */
export const MAX_STATE_BYTES = 1024;
