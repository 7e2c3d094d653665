import type { Passage } from '../../text/passage';
import { type Detector, lineDetector } from '../detector';
import { settingDetector, settingFinding, unprefixed } from './setting-finding';

/** A placeholder that nothing fills. Spring 4 says `in string value`, Spring 6.2 shows the chain with `<--`. */
export const springPlaceholder: Detector = lineDetector({
  id: 'spring-placeholder',
  reads: ['log'],
  hints: ['could not resolve placeholder'],
  line(text) {
    const match =
      /Could not resolve placeholder ['"]?\$?\{?([^'"\s{}]{1,200})\}?['"]?(?: in (?:string )?value "[^"]{0,300}"?)?/.exec(
        text,
      );
    const name = match?.[1]?.split(':')[0];
    if (match === null || name === undefined) return undefined;
    return settingFinding(text, match[0], { reader: 'Spring', names: [name] });
  },
});

const BINDING =
  /Failed to bind properties under '([\w.[\]-]{1,200})'|Binding (?:to target|validation errors on) .{0,200}|Could not bind properties to '/;
const PROPERTY = /^\s{0,20}Property: ([\w.[\]-]{1,200})/;

/** What Spring Boot says in its box `APPLICATION FAILED TO START` of properties that do not bind or are not valid. */
export const springBinding: Detector = lineDetector({
  id: 'spring-binding',
  reads: ['log'],
  hints: [
    'failed to bind properties under',
    'binding to target',
    'binding validation errors on',
    'could not bind properties',
  ],
  line(text, index, passage) {
    const match = BINDING.exec(text);
    if (match === null) return undefined;
    const below = propertiesBelow(passage, index);
    const rejected = /on field '([\w.[\]-]{1,100})': rejected value/.exec(text)?.[1];
    const names = below.names.length > 0 ? below.names : [rejected ?? match[1] ?? ''];
    const problem = below.absent || /rejected value \[null\]/.test(text) ? 'missing' : 'invalid';
    return settingFinding(text, match[0], { reader: 'Spring Boot', names, problem });
  },
});

function propertiesBelow(passage: Passage, index: number): { names: readonly string[]; absent: boolean } {
  const below = passage.lines.slice(index + 1, index + 40).map(({ text }) => unprefixed(text));
  const names = below.flatMap((line) => PROPERTY.exec(line)?.[1] ?? []);
  const absent = below.some((line) =>
    /^\s{0,20}Value: "?null"?\s*$|Reason: must not be (?:null|blank|empty)/.test(line),
  );
  return { names, absent };
}

/** Other words of Spring Boot for a setting that is not there. */
export const springOther: Detector = settingDetector(
  'spring-other',
  [
    'failed to configure a datasource',
    'suitable driver class',
    'embedded database driver class',
    'spring.config.import',
    "on field '",
  ],
  [
    {
      reader: 'Spring Boot',
      pattern: /Failed to configure a DataSource: 'url' attribute is not specified/,
      impliedName: 'SPRING_DATASOURCE_URL',
    },
    {
      reader: 'Spring Boot',
      pattern: /Failed to determine (?:a )?suitable driver class|Cannot determine embedded database driver class/,
      impliedName: 'SPRING_DATASOURCE_URL',
    },
    { reader: 'Spring Boot', pattern: /No (?<names>spring\.config\.import) property has been defined/ },
    {
      reader: 'Spring Boot',
      pattern:
        /Field error in object '[\w.-]{1,100}' on field '(?<names>[\w.-]{1,100})': rejected value \[null\].{0,40}(?:NotNull|NotBlank|NotEmpty)/,
    },
  ],
);
