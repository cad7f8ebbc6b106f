/** Answers that are kept of each function; when there are more, all are forgotten. */
const KEPT_MAX = 2_000;

/**
 * A pure function of a text that remembers its answers: the same few dates are asked for again and again, and zone arithmetic is
 * what a simulated year costs.
 */
export function remembered<Answer>(answerTo: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, Answer>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = answerTo(text);
    if (answers.size >= KEPT_MAX) answers.clear();
    answers.set(text, answer);
    return answer;
  };
}
