import type { ActivityTask } from './activity-task';
import type { ServerClock } from './server-clock';
import { REPORT_PATIENCE_MS, type Latencies, type Workers } from './workflow-worker';

/** The queues of activities: tasks wait in order until a worker polls for them. */
export class ActivityQueues {
  readonly #clock: ServerClock;
  readonly #workers: Workers;
  readonly #latencies: Latencies;
  #waiting: ActivityTask[] = [];

  constructor(clock: ServerClock, workers: Workers, latencies: Latencies) {
    this.#clock = clock;
    this.#workers = workers;
    this.#latencies = latencies;
    workers.onChange(() => {
      this.#dispatchSoon();
    });
  }

  offer(task: ActivityTask): void {
    this.#waiting.push(task);
    this.#dispatchSoon();
  }

  #dispatchSoon(): void {
    if (this.#waiting.length > 0)
      this.#clock.after(this.#latencies.dispatchMs(), () => {
        this.#dispatch();
      });
  }

  #dispatch(): void {
    const offered = this.#waiting.filter(({ isWaiting }) => isWaiting);
    this.#waiting = [];
    for (const task of offered) {
      if (this.#workers.activityWorker(task.command.taskQueue) === undefined) this.#waiting.push(task);
      else this.#start(task);
    }
  }

  #start(task: ActivityTask): void {
    const attempt = task.start();
    this.#workers.runActivity(task, attempt, (report) => {
      const sentAtMs = this.#clock.nowMs;
      const heardAtMs = this.#clock.backAt(sentAtMs);
      // A worker gives up on a server that stays away.
      if (heardAtMs - sentAtMs > REPORT_PATIENCE_MS) return;
      this.#clock.at(heardAtMs + this.#latencies.reportMs(), () => {
        task.report(attempt, report);
      });
    });
  }
}
