// What the options page says of the rules in use: which they are, of when, signed by whom, and how the last check went.

import type { Part, PartStatus, UpdatesStatus } from "../shared/messages";
import { readSource } from "./package";
import { managedNow } from "./policy";
import type { Rules } from "./rules";
import { readSettings } from "./settings";
import { readRecord } from "../shared/store";
import { judgeFiles, textOf } from "./updates";

export async function readStatus({ release, used, packaged, problem, verify }: Rules): Promise<UpdatesStatus> {
  const [source, { interval }, { policy }] = await Promise.all([readSource(), readSettings(), managedNow()]);
  const isPrivate = chrome.extension.inIncognitoContext;
  const check = source && !isPrivate ? await readRecord("check").catch(() => null) : null;
  // The package's own notes are read by the core, as any others.
  const notes = source?.publication;
  const held = {
    packaged: "",
    heads: [notes?.head ?? ""],
    detection: textOf(packaged.detection),
    directory: textOf(packaged.directory),
  };
  const shipped =
    source && notes ? await judgeFiles(source, verify, held, { head: JSON.stringify(notes) }).catch(() => null) : null;
  const known = [problem ? null : release, shipped && "head" in shipped ? shipped : null].filter(
    (each) => each !== null,
  );
  const statusOf = (part: Part): PartStatus => {
    const { version, updated } = used[part];
    const { date = "", keys = [] } =
      known.map((each) => each[part]).find((statement) => statement.version === version) ?? {};
    return { version, date, keys, updated };
  };
  return {
    url: source?.url ?? "",
    private: isPrivate,
    detection: statusOf("detection"),
    directory: statusOf("directory"),
    head: known.map(({ head }) => head).sort((a, b) => b.size - a.size)[0] ?? null,
    check: check ?? null,
    problem,
    interval,
    isFixed: policy.rulesInterval !== undefined,
  };
}
