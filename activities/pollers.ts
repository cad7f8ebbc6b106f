/** What the worker of the workflows finds out about the task queue of a merchant's gateway calls. */
export interface QueueActivities {
  /** How many workers have asked for the activities of a task queue in the last minutes. */
  countPollers(request: { taskQueue: string }): Promise<{ pollers: number }>;
}
