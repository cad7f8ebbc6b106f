/** The endpoints that the sandbox simulates (docs/gateway.md §1-§5, §7, §8). */
export type RouteName =
  | 'create'
  | 'pay'
  | 'confirm'
  | 'undo'
  | 'activate'
  | 'begin_edit'
  | 'edit'
  | 'begin_refund'
  | 'refund'
  | 'get_transaction'
  | 'get_schedule'
  | 'list_transactions'
  | 'find_order';

/** Every route name, for validation. */
export const routeNames = [
  'create',
  'pay',
  'confirm',
  'undo',
  'activate',
  'begin_edit',
  'edit',
  'begin_refund',
  'refund',
  'get_transaction',
  'get_schedule',
  'list_transactions',
  'find_order',
] as const satisfies readonly RouteName[];

/** Where a request leads. */
export type RouteMatch =
  | { kind: 'route'; route: RouteName; id: string; query: URLSearchParams }
  | { kind: 'wrong_method' }
  | { kind: 'not_found' };

const basePath = '/e-sitef/api';

type Methods = Partial<Record<string, (query: URLSearchParams) => RouteName>>;

const endpoints: readonly { pattern: RegExp; methods: Methods }[] = [
  { pattern: /^\/v1\/transactions\/?$/, methods: { POST: () => 'create', GET: () => 'list_transactions' } },
  { pattern: /^\/v2\/transactions\/?$/, methods: { GET: () => 'find_order' } },
  { pattern: /^\/v1\/transactions\/([^/]+)$/, methods: { GET: () => 'get_transaction' } },
  {
    pattern: /^\/v1\/payments\/([^/]+)$/,
    methods: { POST: () => 'pay', PUT: (query) => (query.get('confirm') === 'false' ? 'undo' : 'confirm') },
  },
  {
    // `edits` is an endpoint of its own (docs/gateway.md §7).
    pattern: /^\/v1\/schedules\/(?!edits$)([^/]+)$/,
    methods: { POST: () => 'activate', GET: () => 'get_schedule' },
  },
  { pattern: /^\/v1\/schedules\/edits\/?$/, methods: { POST: () => 'begin_edit' } },
  { pattern: /^\/v1\/schedules\/edits\/([^/]+)$/, methods: { PUT: () => 'edit' } },
  { pattern: /^\/v1\/cancellations\/?$/, methods: { POST: () => 'begin_refund' } },
  { pattern: /^\/v1\/cancellations\/([^/]+)$/, methods: { PUT: () => 'refund' } },
];

/** Finds the endpoint of a request; 404 for a wrong path and 405 for a wrong method (docs/gateway.md §10). */
export function matchRoute(method: string, url: URL): RouteMatch {
  if (!url.pathname.startsWith(`${basePath}/`)) return { kind: 'not_found' };
  const path = url.pathname.slice(basePath.length);
  for (const { pattern, methods } of endpoints) {
    const found = pattern.exec(path);
    if (found === null) continue;
    const name = methods[method];
    if (name === undefined) return { kind: 'wrong_method' };
    return { kind: 'route', route: name(url.searchParams), id: found[1] ?? '', query: url.searchParams };
  }
  return { kind: 'not_found' };
}
