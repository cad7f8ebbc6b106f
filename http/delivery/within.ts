/**
 * What a piece of work comes to, or `late` when it takes longer. The client's own deadline is not enough: between two of its attempts
 * it waits past it. What comes later is nobody's: a post that the gateway sends again adds nothing.
 */
export async function within<Result>(ms: number, work: Promise<Result>, late: Result): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Result>((resolve) => {
    timer = setTimeout(() => {
      resolve(late);
    }, ms);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
    // Its failure has been answered by then.
    work.catch(() => undefined);
  }
}
