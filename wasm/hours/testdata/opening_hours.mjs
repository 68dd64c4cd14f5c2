// What the library opening_hours of npm says. Arguments: the folder in which it is installed, and JSON with a span in
// milliseconds since 1970, and questions: hours, a zone and a country each. Prints as JSON, for each, whether that is
// open at the start, and the instants of all changes.

import { createRequire } from "node:module";
import { resolve } from "node:path";

const [folder, asked] = process.argv.slice(2);
const OpeningHours = createRequire(resolve(folder, "package.json"))("opening_hours");
const { from, to, questions } = JSON.parse(asked);

const answers = questions.map(({ hours, zone, country }) => {
  process.env.TZ = zone; // the library goes by the clock of its machine
  // It asks for a place because some holidays are those of a region; these are of the whole country.
  const place = { lat: 0, lon: 0, address: { country_code: country, state: "" } };
  const at = new OpeningHours(hours, place).getIterator(new Date(from));
  const open = at.getState();
  const changes = [];
  while (at.advance(new Date(to))) {
    // It also stops where another rule says the same.
    if (at.getState() !== (changes.length % 2 ? !open : open)) changes.push(at.getDate().getTime());
  }
  return { open, changes };
});
console.log(JSON.stringify(answers));
