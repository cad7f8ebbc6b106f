/** Requests that change nothing. */
const QUESTIONS: readonly string[] = ['get_transaction', 'get_schedule', 'list_transactions', 'find_order'];

export const isQuestion = (route: string): boolean => QUESTIONS.includes(route);
