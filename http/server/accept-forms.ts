import type { FastifyInstance } from 'fastify';

/** Takes every body as it is, up to the limit: each door reads its own form. Nothing of Fastify's own parsers is left. */
export function acceptForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
}
