import type { Detector } from '../detector';
import { settingDetector } from './setting-finding';

/** Elixir's `System.fetch_env!`, the check of `runtime.exs` and the application's own environment. */
export const elixirSettings: Detector = settingDetector(
  'elixir-settings',
  ['could not fetch environment variable', 'is missing.', 'could not fetch application environment', 'missing the :'],
  [
    {
      reader: 'System.fetch_env!',
      pattern: /could not fetch environment variable "(?<names>[\w.-]{1,100})" because it is not set/,
    },
    { reader: 'runtime.exs', pattern: /environment variable (?<names>[A-Z][A-Z0-9_]{1,100}) is missing\./ },
    {
      reader: 'Application.fetch_env!',
      pattern: /could not fetch application environment :(?<names>\w{1,100}) for application :\w{1,100} because/,
    },
    { reader: 'Ecto', pattern: /missing the :(?<names>database|url|hostname|username|password) key in options/ },
  ],
);
