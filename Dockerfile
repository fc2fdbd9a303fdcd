# The production bot alone: no rehearsal world, no tests, no Redis. Set REDIS_URL.
FROM node:24-slim AS build
WORKDIR /lifeboat
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY commands commands
COPY adapters adapters
RUN npm run build && npm prune --omit=dev

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /lifeboat
COPY --from=build /lifeboat/package.json ./
COPY --from=build /lifeboat/node_modules node_modules
COPY --from=build /lifeboat/dist dist
USER node
CMD ["node", "dist/src/main.js"]
