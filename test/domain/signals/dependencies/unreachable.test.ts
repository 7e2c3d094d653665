import { unreachableDependency } from '../../../../lib/domain/signals/dependencies/unreachable';
import { readLog } from '../read-log';

describe('a dependency that was not reached', () => {
  it.each([
    [
      ['Error: connect ETIMEDOUT 10.0.0.109:5432'],
      { how: 'timeout', host: '10.0.0.109', port: 5432, product: 'PostgreSQL' },
    ],
    [
      ['Error: connect ECONNREFUSED 127.0.0.1:6379'],
      { how: 'refused', host: '127.0.0.1', port: 6379, product: 'Redis' },
    ],
    [['Error: getaddrinfo ENOTFOUND db.internal'], { how: 'dns', host: 'db.internal' }],
    [
      [
        'psycopg2.OperationalError: could not connect to server: Connection refused',
        '\tIs the server running on host "db" (172.31.0.5) and accepting',
        '\tTCP/IP connections on port 5432?',
      ],
      { how: 'refused', host: 'db', port: 5432, product: 'PostgreSQL' },
    ],
    [
      [
        'psycopg2.OperationalError: connection to server at "db.prod" (10.0.0.1), port 5432 failed: Connection timed out',
      ],
      { how: 'timeout', host: 'db.prod', port: 5432 },
    ],
    [
      ['psycopg2.OperationalError: could not translate host name "postgres" to address: Name or service not known'],
      { how: 'dns', host: 'postgres', product: 'PostgreSQL' },
    ],
    [
      [
        'org.postgresql.util.PSQLException: Connection to orders-db:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.',
      ],
      { how: 'refused', host: 'orders-db', port: 5432 },
    ],
    [
      [
        'java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 30000ms.',
        'Caused by: com.mysql.cj.exceptions.CJCommunicationsException: Communications link failure',
      ],
      { how: 'timeout', product: 'MySQL' },
    ],
    [
      [
        "pymysql.err.OperationalError: (2003, \"Can't connect to MySQL server on 'mysql.internal' ([Errno 111] Connection refused)\")",
      ],
      { how: 'refused', host: 'mysql.internal', product: 'MySQL' },
    ],
    [["Error: P1001: Can't reach database server at `db.prod`:`5432`"], { host: 'db.prod', port: 5432 }],
    [['2024/05/01 10:00:00 dial tcp: lookup db on 10.0.0.2:53: no such host'], { how: 'dns', host: 'db' }],
    [
      ['2024/05/01 10:00:00 dial tcp 10.0.0.1:5432: connect: connection refused'],
      { how: 'refused', host: '10.0.0.1', port: 5432 },
    ],
    [
      ['redis.exceptions.ConnectionError: Error 111 connecting to cache:6379. Connection refused.'],
      { how: 'refused', host: 'cache', product: 'Redis' },
    ],
    [['kafka.errors.NoBrokersAvailable: NoBrokersAvailable'], { product: 'Kafka' }],
    [
      ['MongooseServerSelectionError: connect ECONNREFUSED 10.0.3.4:27017'],
      { how: 'refused', port: 27017, product: 'MongoDB' },
    ],
    [
      ['** (DBConnection.ConnectionError) tcp connect (db:5432): connection refused - :econnrefused'],
      { how: 'refused', host: 'db', port: 5432 },
    ],
    [
      ['Error: Could not connect to Redis database', '', 'Caused by:', '    Connection refused (os error 111)'],
      { how: 'refused', product: 'Redis' },
    ],
    [
      ['nginx: [emerg] host not found in upstream "api" in /etc/nginx/conf.d/default.conf:3'],
      { how: 'dns', host: 'api' },
    ],
    [
      ['wait-for-it.sh: timeout occurred after waiting 15 seconds for db:5432'],
      { how: 'timeout', host: 'db', port: 5432 },
    ],
    [
      [
        'botocore.exceptions.EndpointConnectionError: Could not connect to the endpoint URL: "https://sqs.eu-west-1.amazonaws.com/"',
      ],
      { host: 'sqs.eu-west-1.amazonaws.com', product: 'AWS sqs' },
    ],
  ])('%j', (lines, detail) => {
    expect(readLog([unreachableDependency], ...lines)[0]).toMatchObject({ kind: 'unreachable', ...detail });
  });

  it.each([
    'INFO connection to db:5432 established',
    'Failed to export spans: dial tcp 127.0.0.1:4317: connect: connection refused',
    '10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET /timeout HTTP/1.1" 504 0',
    'Setting connection timeout to 5000 ms',
    'java.lang.IllegalArgumentException: Could not resolve placeholder \'DB_HOST\' in value "\u0024{DB_HOST}"',
    'recv() failed (104: Connection reset by peer) while reading client request line',
  ])('is not meant by: %s', (line) => {
    expect(readLog([unreachableDependency], line)).toEqual([]);
  });

  it('is forgiven where a later line says that the connection was made', () => {
    expect(
      readLog(
        [unreachableDependency],
        'Error: connect ECONNREFUSED 10.0.0.1:5432, retrying in 5 s',
        'Connected to database',
      ),
    ).toEqual([]);
  });

  it.each([
    ['panic: Get "https://api.example.com/v1": x509: certificate signed by unknown authority', 'api.example.com'],
    [
      "requests.exceptions.SSLError: HTTPSConnectionPool(host='api.example.com', port=443): Max retries exceeded with url: / (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1129)')))",
      'api.example.com',
    ],
    ['Error: self signed certificate in certificate chain', undefined],
    ['Error: unable to verify the first certificate', undefined],
    [
      'PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
      undefined,
    ],
  ])('has a certificate that is not trusted: %s', (line, host) => {
    expect(readLog([unreachableDependency], line)[0]).toMatchObject({
      kind: 'unreachable',
      how: 'tls',
      ...(host === undefined ? {} : { host }),
    });
  });

  it.each([
    'WARN x509: certificate signed by unknown authority, skipping the check',
    'INFO certificate verify failed earlier, now trusted',
    '2024/05/01 10:00:00 http: TLS handshake error from 10.0.0.7:41000: tls: failed to verify certificate: x509: certificate signed by unknown authority',
  ])('does not have a certificate that is not trusted: %s', (line) => {
    expect(readLog([unreachableDependency], line)).toEqual([]);
  });
});
