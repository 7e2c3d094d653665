/** Products by the port that they listen on when nobody says otherwise. */
const BY_PORT: Readonly<Record<number, string>> = {
  5432: 'PostgreSQL',
  5433: 'PostgreSQL',
  6432: 'PgBouncer',
  5439: 'Redshift',
  3306: 'MySQL',
  33060: 'MySQL',
  6379: 'Redis',
  6380: 'Redis',
  27017: 'MongoDB',
  27018: 'MongoDB',
  5672: 'RabbitMQ',
  5671: 'RabbitMQ',
  15672: 'RabbitMQ',
  61616: 'ActiveMQ',
  61617: 'ActiveMQ',
  4222: 'NATS',
  9092: 'Kafka',
  9093: 'Kafka',
  9094: 'Kafka',
  9096: 'Kafka',
  9098: 'Kafka',
  29092: 'Kafka',
  9200: 'Elasticsearch',
  9300: 'Elasticsearch',
  11211: 'Memcached',
  1433: 'SQL Server',
  1521: 'Oracle Database',
  9042: 'Cassandra',
  8500: 'Consul',
  8200: 'Vault',
  2379: 'etcd',
  2181: 'ZooKeeper',
  8123: 'ClickHouse',
  7687: 'Neo4j',
  25: 'SMTP',
  465: 'SMTP',
  587: 'SMTP',
  389: 'LDAP',
  636: 'LDAP',
  7233: 'Temporal',
};

const BY_WORD: readonly (readonly [string, RegExp])[] = [
  [
    'PostgreSQL',
    /postgres|psycopg|\bpgx?\b|\bPG::|Npgsql|PSQLException|\bpq:|asyncpg|libpq|server running on host|accepting TCP\/IP connections|pg_isready/i,
  ],
  ['MySQL', /mysql|mariadb|SQLSTATE\[HY000\] \[20|communications link failure/i],
  ['Redis', /redis|valkey|elasticache|lettuce|jedis/i],
  ['MongoDB', /mongo/i],
  ['RabbitMQ', /rabbit|amqp|\bpika\b|BrokerUnreachableException/i],
  ['Kafka', /kafka|NoBrokersAvailable|\bbroker transport|bootstrap\.servers|topic .{1,80} not present in metadata/i],
  ['OpenSearch', /opensearch/i],
  ['Elasticsearch', /elastic|NoLivingConnections|NoNodeAvailable/i],
  ['Memcached', /memcache/i],
  ['SQL Server', /sqlserver|sql server|SqlClient|mssql|tedious/i],
  ['Oracle Database', /\bORA-\d|oracle|network adapter could not|\bTNS[:-]/i],
  ['Cassandra', /cassandra|scylla|NoHostAvailable|AllNodesFailed|contact point/i],
  ['Consul', /consul/i],
  ['Vault', /\bvault\b/i],
  ['etcd', /\betcd/i],
  ['ZooKeeper', /zookeeper|\bzk\b/i],
  ['ClickHouse', /clickhouse/i],
  ['Temporal', /temporal/i],
  ['NATS', /\bnats\b/i],
  ['SMTP', /\bsmtp|mail server/i],
  ['LDAP', /\bldap/i],
];

/** The product, by its port or by what the text calls it. */
export function productOf(text: string, port: number | undefined, host: string | undefined): string | undefined {
  const aws = /(?:^|[/.@])([a-z0-9-]{1,40})(?:\.[a-z]{2}-[a-z-]{3,20}-\d)?\.(?:amazonaws\.com|api\.aws)\b/.exec(
    host ?? '',
  )?.[1];
  const byPort = port === undefined ? undefined : BY_PORT[port];
  const byWord = BY_WORD.find(([, word]) => word.test(text))?.[0];
  if (byPort !== undefined) return byPort === 'Elasticsearch' && byWord === 'OpenSearch' ? byWord : byPort;
  if (aws !== undefined && !/rds|cache|docdb|\bmq\b|kafka|\bes\b/.test(host ?? '')) return `AWS ${aws}`;
  if (byWord !== undefined) return byWord;
  return port === 443 || port === 80 || /https?:\/\//.test(text) ? 'HTTP API' : undefined;
}
