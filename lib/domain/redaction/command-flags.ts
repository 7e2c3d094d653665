import { isHarmlessValue } from './harmless-value';
import { couldBeSecret } from './looks-random';
import type { SecretDetector, SecretSpan } from './secret-span';
import { sensitiveName } from './sensitive-name';

const FLAG =
  /(?<![\w-])--?([a-z][a-z0-9-]{1,40})(?:[ \t]{1,4}|["'][ \t]{0,2},[ \t\n]{0,8}(?=["']))(?:"([^"\n]{1,1000})|'([^'\n]{1,1000})|([^\s"'-][^\s"']{0,1000}))/gi;
const MAX_COMMAND = 400;

interface Program {
  readonly name: RegExp;
  readonly flag: RegExp;
}

/** Short flags mean a password for some programs only. Group 1 ends the match and is the secret. */
const PROGRAMS: readonly Program[] = [
  {
    name: /\b(?:docker|podman|nerdctl|helm|skopeo|buildah|crane|oras|registry)\b[^\n|;]{0,40}?\blogin\b/g,
    flag: /[ ,"']-p[ ="',]{1,4}([^\s"']{2,200})/g,
  },
  {
    name: /\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|mysqlsh)\b/g,
    flag: /[ "']-p(?!rotocol\b|ort\b|id\b|lugin|assword)([^\s"',\]]{2,200})/g,
  },
  { name: /\bsshpass\b/g, flag: /[ "']-p[ ="',]{0,4}([^\s"']{2,200})/g },
  { name: /\b(?:redis|valkey|keydb)-cli\b/g, flag: /[ "']-a[ ="',]{1,4}([^\s"']{2,200})/g },
  { name: /\b(?:mongosh|mongo|mongodump|mongorestore|sqlcmd)\b/g, flag: /[ "']-[pP][ ="',]{1,4}([^\s"']{2,200})/g },
  { name: /\bldap(?:search|modify|add|whoami)\b/g, flag: /[ "']-w[ ="',]{1,4}([^\s"']{2,200})/g },
  { name: /\bcurl\b/g, flag: /[ "'](?:-u|--user|--proxy-user|-U)[ ="',]{0,4}[^\s:"']{1,100}:([^\s"']{1,200})/g },
  { name: /\bopenssl\b/g, flag: /-pass(?:in|out)?[ "',]{1,4}pass:([^\s"']{1,200})/g },
];

/** `--password x`, `--api-key x` and their like, also as members of a JSON command. */
export const LONG_FLAGS: SecretDetector = { keywords: ['-'], find: flags };

/** `docker login -p x`, `mysql -px`, `curl -u name:x`. */
export const SHORT_FLAGS: SecretDetector = {
  keywords: ['login', 'mysql', 'mariadb', 'sshpass', '-cli', 'mongo', 'sqlcmd', 'ldap', 'curl', 'openssl'],
  find: shortFlags,
};

function* flags(text: string): Generator<SecretSpan> {
  for (const match of text.matchAll(FLAG)) {
    const name = sensitiveName(match[1] ?? '');
    if (name === undefined) continue;
    const value = match[2] ?? match[3] ?? match[4] ?? '';
    const end = match.index + match[0].length;
    if (isHarmlessValue(value)) continue;
    if (match[4] !== undefined && !couldBeSecret(value) && !/^[ \t]{0,8}(?:$|[\r\n"'-])/.test(text.slice(end, end + 9)))
      continue;
    yield { start: end - value.length, end, kind: name.kind };
  }
}

function* shortFlags(text: string): Generator<SecretSpan> {
  for (const program of PROGRAMS) {
    let from = 0;
    for (const { index, 0: name } of text.matchAll(program.name)) {
      if (index < from) continue;
      const start = index + name.length;
      const command = text.slice(start, start + MAX_COMMAND).split(/[\n|]/, 1)[0] ?? '';
      for (const match of command.matchAll(program.flag)) {
        const value = match[1] ?? '';
        const end = start + match.index + match[0].length;
        from = end;
        if (!isHarmlessValue(value)) yield { start: end - value.length, end, kind: 'password' };
      }
    }
  }
}
