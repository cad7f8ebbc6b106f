# The worker, and the sandbox as a second target. Debian, because the Temporal SDK's native part needs glibc.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

# Everything that building needs; nothing of it is shipped but its results.
FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY contract contract
COPY domain domain
COPY workflows workflows
COPY activities activities
COPY carat carat
COPY vault vault
COPY webhooks webhooks
COPY program program
COPY http http
COPY worker worker
COPY client client
COPY sandbox sandbox
COPY schemas schemas
COPY scripts scripts
# Compiles, and bundles the workflow code once: the running worker needs neither webpack nor sources.
RUN npm run build

FROM build AS production
RUN npm prune --omit=dev --ignore-scripts && rm -rf dist/sandbox

FROM ${NODE_IMAGE} AS runtime
ENV NODE_ENV=production
WORKDIR /app
# A named volume takes its owner from the folder that it is mounted over first, in either image.
RUN mkdir -p /run/sandbox /run/sandbox-tls && chown node:node /run/sandbox /run/sandbox-tls
USER node

# The gateway's stand-in: for trying the stack out, never for production.
FROM runtime AS sandbox
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/dist/sandbox dist/sandbox
ENV SANDBOX_LISTEN_ON=0.0.0.0 SANDBOX_CA_FILE=/run/sandbox/ca.pem
EXPOSE 8443 8444
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8444/now').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/sandbox/main.js"]

# Last, so that it is what a plain `docker build .` makes.
FROM runtime AS worker
LABEL org.opencontainers.image.title="carat-subscriptions worker" \
  org.opencontainers.image.description="Temporal worker for recurring payments over the Carat Portal (e-SiTef)" \
  org.opencontainers.image.licenses="MIT"
COPY --from=production /app/node_modules node_modules
COPY --from=production /app/package.json ./
COPY --from=production /app/dist dist
# Every interface of the container, so that a collector and a probe reach it; what leaves the host is the publisher's decision.
ENV CARAT_METRICS_ADDRESS=0.0.0.0:9464 CARAT_HEALTH_ADDRESS=0.0.0.0:9465
EXPOSE 9464 9465
# Healthy while Temporal answers, it polls, and its event loop is free.
HEALTHCHECK --interval=15s --timeout=5s --start-period=90s --retries=3 CMD ["node", "dist/worker/health-check.js"]
# No signal opens a debugger: it would hand out the memory, keys and cards included.
ENTRYPOINT ["node", "--enable-source-maps", "--disable-sigusr1", "dist/worker/main.js"]
