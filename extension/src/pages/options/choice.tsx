// One of several: a list to open for many, buttons for few.

import type { ComponentChildren } from "preact";
import { type Key, t } from "../words/words";
import { change } from "./status";

interface ChoiceProps {
  id: string;
  label: string;
  value: string;
  options: string[][];
  onChange(value: string): void;
}

export const Choice = ({ id, label, value, options, onChange }: ChoiceProps) => (
  <p class="choice">
    <label for={id}>{label}</label>
    <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
      {options.map(([each, name]) => <option key={each} value={each} selected={each === value}>{name}</option>)}
    </select>
  </p>
);

interface RadiosProps<Value extends string> {
  name: string;
  legend: ComponentChildren;
  value: Value;
  options: [value: Value, label: Key, what?: Key][];
  onChange(value: Value): void;
}

export function Radios<Value extends string>({ name, legend, value, options, onChange }: RadiosProps<Value>) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {options.map(([each, label, what]) => (
        <label key={each}>
          <input type="radio" name={name} value={each} checked={each === value} onChange={() => onChange(each)} />
          <span>
            {t(label)}
            {what && <small>{t(what)}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Whether help comes on a site, among those that are off. */
export function SiteSwitch({ id, name, off }: { id: string; name: string; off: string[] }) {
  const toggle = () => change({ off: off.includes(id) ? off.filter((each) => each !== id) : [...off, id] });
  return (
    <label>
      <input type="checkbox" name="site" value={id} checked={!off.includes(id)} onChange={toggle} />
      <span>{name}</span>
    </label>
  );
}
