declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** A DynamoDB in this process. Milliseconds are how long a table takes to be made. */
  export default function dynalite(options?: { createTableMs?: number }): Server;
}
