import { listening } from '../../../../lib/domain/signals/health/listening';
import { readLog } from '../read-log';

describe('where an application says that it listens', () => {
  it.each([
    ['INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)', { port: 8000, host: '0.0.0.0' }],
    [
      'INFO:     Uvicorn running on http://127.0.0.1:8000 (Press CTRL+C to quit)',
      { port: 8000, host: '127.0.0.1', loopback: true },
    ],
    ['[2024-03-01 00:12:47 +0000] [1] [INFO] Listening at: http://0.0.0.0:8080 (1)', { port: 8080, host: '0.0.0.0' }],
    [
      '[2020-09-12 05:37:48 +0000] [18] [INFO] Listening at: http://127.0.0.1:8000 (18)',
      { port: 8000, loopback: true },
    ],
    ['[2024-01-01 10:00:00 +0000] [1] [INFO] Running on http://0.0.0.0:8000 (CTRL + C to quit)', { port: 8000 }],
    ['Starting development server at http://0.0.0.0:8000/', { port: 8000 }],
    [' * Running on http://127.0.0.1:5000', { port: 5000, loopback: true }],
    ['Server listening on port 3000', { port: 3000 }],
    ['Listening on port 3000', { port: 3000 }],
    ['Example app listening on port 3000!', { port: 3000 }],
    ['Example app listening at http://localhost:3000', { port: 3000, host: 'localhost' }],
    ['App listening on PORT: 4000', { port: 4000 }],
    ['Server running at http://localhost:3000/', { port: 3000 }],
    ['Server is running on port: 5001', { port: 5001 }],
    ['🚀 Server ready at http://localhost:4000/graphql', { port: 4000 }],
    ['ready - started server on 0.0.0.0:3000, url: http://localhost:3000', { port: 3000, host: '0.0.0.0' }],
    ['Ready on http://0.0.0.0:3000', { port: 3000 }],
    ['   - Local:        http://localhost:3000', { port: 3000 }],
    ['   - Local:        http://ip-10-0-1-23.ec2.internal:3000', { port: 3000, host: 'ip-10-0-1-23.ec2.internal' }],
    [
      '{"level":30,"time":1700000000000,"pid":1,"hostname":"ip-10-0-0-1","msg":"Server listening at http://0.0.0.0:3000"}',
      { port: 3000 },
    ],
    ['  ➜  Local:   http://localhost:4173/', { port: 4173, loopback: true }],
    [
      "2024-05-01 10:00:00.000  INFO 1 --- [main] o.s.b.w.embedded.tomcat.TomcatWebServer  : Tomcat started on port(s): 8080 (http) with context path ''",
      { port: 8080 },
    ],
    [
      "2026-01-01T10:00:00.000Z  INFO 1 --- [main] o.s.b.w.embedded.tomcat.TomcatWebServer  : Tomcat started on port 8080 (http) with context path '/'",
      { port: 8080 },
    ],
    ['01:13:50.045 Tomcat started on port 8080, context path `/`', { port: 8080 }],
    [
      '2024-05-01 INFO 1 --- [main] o.s.b.web.embedded.netty.NettyWebServer  : Netty started on port 9000',
      { port: 9000 },
    ],
    ['2024-05-01 INFO [io.undertow] (main) Undertow started on port(s) 8080 (http)', { port: 8080 }],
    [
      'INFO org.eclipse.jetty.server.AbstractConnector - Started ServerConnector@1b2c3d{HTTP/1.1, (http/1.1)}{0.0.0.0:8080}',
      { port: 8080 },
    ],
    [
      '2024-02-01 12:00:00,000 INFO  [io.quarkus] (main) orders 1.0.0 on JVM (powered by Quarkus 3.8.1) started in 1.5s. Listening on: http://0.0.0.0:8080',
      { port: 8080 },
    ],
    [
      '10:00:00.000 [main] INFO  io.micronaut.runtime.Micronaut - Startup completed in 600ms. Server Running: http://ip-10-0-0-5:8080',
      { port: 8080 },
    ],
    ['2024-05-01 10:00:00.000 [main] INFO  Application - Responding at http://0.0.0.0:8080', { port: 8080 }],
    ['      Now listening on: http://[::]:8080', { port: 8080, host: '::' }],
    ['      Now listening on: http://localhost:5000', { port: 5000, loopback: true }],
    ['2024/05/01 10:00:00 Listening on :8080', { port: 8080 }],
    ['⇨ http server started on [::]:1323', { port: 1323 }],
    ['[GIN-debug] Listening and serving HTTP on :8080', { port: 8080 }],
    ['* Listening on http://0.0.0.0:3000', { port: 3000 }],
    ['* Listening on tcp://0.0.0.0:9292', { port: 9292 }],
    ['I, [2024-05-01T10:00:00.000000 #1]  INFO -- : listening on addr=0.0.0.0:8080 fd=9', { port: 8080 }],
    ['[Wed May  1 10:00:00 2024] PHP 8.2.18 Development Server (http://0.0.0.0:8000) started', { port: 8000 }],
    [
      'INFO  actix_server::server > starting service: "actix-web-service-0.0.0.0:8080", workers: 2, listening on: 0.0.0.0:8080',
      { port: 8080 },
    ],
    ['🚀 Rocket has launched from http://0.0.0.0:8000', { port: 8000 }],
    ['10:00:00.000 [info] Running MyApp.Endpoint with cowboy 2.10.0 at 0.0.0.0:4000 (http)', { port: 4000 }],
    ['10:00:00.000 [info] Running MyAppWeb.Endpoint with Bandit 1.5.0 at :::4000 (http)', { port: 4000 }],
    [
      'logger=http.server t=2024-05-01 level=info msg="HTTP Server Listen" address=[::]:3000 protocol=http',
      { port: 3000 },
    ],
    [
      'ts=2024-05-01 caller=web.go:571 level=info component=web msg="Start listening for connections" address=0.0.0.0:9090',
      { port: 9090 },
    ],
    ['{"level":"info","msg":"Listening on 0.0.0.0:8080"}', { port: 8080 }],
  ])('%s', (line, expected) => {
    const detail = readLog([listening], line)[0];
    expect(detail).toMatchObject({ kind: 'listening', ...expected });
    expect(detail !== undefined && 'loopback' in detail).toBe('loopback' in expected);
  });

  it.each([
    'Debugger listening on ws://127.0.0.1:9229/2a1b6a3c-0000-4000-8000-000000000000',
    'INFO Metrics server listening on :9090',
    'Listening for transport dt_socket at address: 5005',
    'connected to postgres at db:5432',
    'Connecting to redis://cache:6379',
    'Error: listen EADDRINUSE: address already in use :::3000',
    'failed to connect to server running on port 5432',
    'Is the server running on host "db" (10.0.0.3) and accepting TCP/IP connections on port 5432?',
    'INFO:     Started server process [1]',
    "Exposing 2 endpoint(s) beneath base path '/actuator' on port 8081",
    '10.0.1.5 - - [01/May/2024:10:00:00 +0000] "GET /listening HTTP/1.1" 200 2 "-" "ELB-HealthChecker/2.0"',
    'Starting nginx 1.25.3',
  ])('is not said by: %s', (line) => {
    expect(readLog([listening], line)).toEqual([]);
  });

  it('takes the address of all interfaces as public although another line names the loopback', () => {
    const said = readLog(
      [listening],
      ' * Running on all addresses (0.0.0.0)',
      ' * Running on http://127.0.0.1:5000',
      ' * Running on http://10.0.1.7:5000',
    );
    expect(said.some((signal) => 'loopback' in signal)).toBe(false);
    expect(said.map((signal) => 'port' in signal && signal.port)).toContain(5000);
  });
});
