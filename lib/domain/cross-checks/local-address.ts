import type { Facts } from '../facts';

const POINTS_SOMEWHERE =
  /(?:HOST|URL|URI|ADDR(?:ESS)?|ENDPOINT|DSN|SERVERS?|BROKERS?|CONNECTION(?:_?STRING)?|DATABASE|REDIS|DB)$/i;

const WORDS: Readonly<Record<string, RegExp>> = {
  PostgreSQL: /PG|POSTGRES|DATABASE|DB|SQL/i,
  MySQL: /MYSQL|MARIADB|DATABASE|DB|SQL/i,
  Redis: /REDIS|CACHE|VALKEY|BROKER|CELERY|QUEUE/i,
  MongoDB: /MONGO|DATABASE|DB/i,
  RabbitMQ: /RABBIT|AMQP|BROKER|CELERY|QUEUE/i,
  Kafka: /KAFKA|BROKER|BOOTSTRAP/i,
  Elasticsearch: /ELASTIC|SEARCH|\bES_/i,
};

/** Variables of the definition that probably name the host of a product: those set to localhost first. */
export function hostVariables({ containerDefinition }: Facts, product: string | undefined): readonly string[] {
  const words = WORDS[product ?? ''];
  const environment = containerDefinition?.environment ?? [];
  const fits = (name: string) => words === undefined || words.test(name);
  const local = environment.filter(({ localhost, name }) => localhost === true && fits(name));
  const named = words === undefined ? [] : environment.filter(({ name }) => fits(name) && POINTS_SOMEWHERE.test(name));
  return [...new Set((local.length > 0 ? local : named).map(({ name }) => name))];
}
