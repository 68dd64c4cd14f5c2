// Pictures of one path, for eyes only. The mark is the file that the browser's toolbar has.

const PATHS = {
  mark: "M7 18.5A9 8 0 1 1 11 20l-5 2zM8 11.5q4 5 8 0",
  call: "M6 3h3l2 5-2.5 2a12 12 0 0 0 5.5 5.5L16 13l5 2v3a3 3 0 0 1-3 3A16 16 0 0 1 3 6a3 3 0 0 1 3-3z",
  write: "M4 5h16v11H10l-4 4v-4H4zM8 9h8M8 12.5h5",
  sms: "M4 5h16v11H10l-4 4v-4H4zM8 10.5v.1M12 10.5v.1M16 10.5v.1",
  web: "M7 17L17 7M9 7h8v8",
  close: "M6 6l12 12M18 6L6 18",
  next: "M9 5l7 7-7 7",
  done: "M4 12.5l5 5L20 6.5",
  never: "M5 5l14 14M12 3a9 9 0 1 0 .1 0z",
  help: "M12 17.4v.1M9.3 9.2a2.7 2.7 0 1 1 4 2.5c-.9.5-1.3 1.1-1.3 2.2M12 3a9 9 0 1 0 .1 0z",
  proof: "M4 8h4l1.5-2.5h5L16 8h4v11H4zM12 10.5a3 3 0 1 0 .1 0z",
  play: "M8 5l11 7-11 7z",
  options: "M4 7h10M18 7h2M16 5v4M4 17h2M10 17h10M8 15v4",
  print: "M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z",
};

export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { name: IconName }) => (
  <svg class={`icon ${name}`} viewBox="0 0 24 24" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);

export const icon = (name: IconName) => <Icon name={name} />;
