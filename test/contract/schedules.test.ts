import { RedisSchedules } from '../../adapters/redis/schedules.ts';
import { readSchedule } from '../../src/schedules/schedule-shape.ts';
import { openStore } from '../adapters/redis/stores.ts';
import { describeOnEachRedis } from '../redis-servers.ts';
import { describeSchedules } from './schedules.ts';

describeOnEachRedis('Redis', (connect) => {
  describeSchedules(
    'Schedules',
    async () => new RedisSchedules(await openStore(await connect()), { readSchedule, troubled: () => {} }),
  );
});
