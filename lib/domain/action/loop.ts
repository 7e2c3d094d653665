/** Failed stops in a row since a task was last seen healthy; counted only from events of now. */
export interface CrashLoop {
  readonly stops: number;
  /** First and last of them, milliseconds since 1970, by the events' own time. */
  readonly since: number;
  readonly lastAt: number;
  /** Of the task definition that all of them ran; absent where the events do not tell it. */
  readonly revision?: number;
  /**
   * When ECS last called the service steady. Of tasks without a health check it does so as soon as they run, so that a slow
   * crash loop is steady between its crashes: the next stop says whether it was.
   */
  readonly steadyAt?: number;
}
