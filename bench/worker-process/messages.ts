/** What a worker process is told at its start. */
export interface WorkerProcessOptions {
  /** Address of the Temporal server. */
  address: string;
  taskQueue: string;
  /** File of the workflow bundle. */
  bundleFile: string;
  /** Workflows that it may cache; left out, the default of the product. */
  maxCachedSubscriptions?: number | undefined;
}

/** What a worker process has used. */
export interface Usage {
  /** Processor time so far, milliseconds. */
  cpuMs: number;
  /** Memory that the operating system has given it, after the rubbish was collected, bytes. */
  residentBytes: number;
  /** What of the heap of its workflow thread is in use, bytes. */
  workflowHeapBytes: number;
}
