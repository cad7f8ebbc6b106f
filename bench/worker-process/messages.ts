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
}

/** What a worker process holds. */
export interface Memory {
  /** Memory that the operating system has given it, as it stands, bytes. */
  residentBytes: number;
  /** The same once the rubbish was collected. */
  collectedBytes: number;
  /** What of the heaps of its threads is then in use, bytes; the workflows are in one of them. */
  threadHeapBytes: number;
}
