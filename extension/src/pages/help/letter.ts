import { t } from "../words/words";

/** The complaint to a site, of which the person fills in two lines. */
export const letterTo = (site: string): string =>
  [
    t("refused.letter.hello"),
    `${t("refused.letter.what", { site })} ${t("refused.letter.contest")}`,
    t("refused.letter.address"),
    t("refused.letter.reason"),
    `${t("refused.letter.law")} ${t("refused.letter.person")}`,
    `${t("refused.letter.answer")} ${t("refused.letter.next")}`,
  ].join("\n\n");
