/**
 * Through this one script goes every decision, intent and append: it checks, and then writes everything or nothing.
 *
 * It knows no requests or journals. What is checked and written comes as data, in ARGV[1]:
 *   seen    the highest count that this process was answered, with that commit's mark
 *   mark    of this commit: random, so that nothing anybody typed can contain it. Where it stands in what is written,
 *           alone or in quotes, the time goes; `<mark>+500` is the time and 500 ms
 *   held    what a hold does to it: 'refuse', or 'write' for what may go on
 *   checks  one after the other; the first that fails is the answer
 *   writes  Redis commands
 *   take    locks to take, for an operation
 *   free    the operation whose locks are freed
 *   look    nothing is written, only asked
 * Every time is Redis' own. Keys that checks and writes name are among KEYS.
 */
export const commitScript = `
local COUNTER, MARKS, HOLD, LOCKS, HELD = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local REMEMBERED_MARKS = 1024
local commit = cjson.decode(ARGV[1])

local function whole(number) return string.format('%.0f', number) end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- Is this the store that gave the answers which this process remembers? In an older copy there is no commit at that
-- count yet; or, once others have written to it, another one. Answers from very long ago cannot be told apart.
local function is_another(has)
  local seen = commit.seen
  if seen.counter == 0 or has - seen.counter >= REMEMBERED_MARKS then return false end
  return redis.call('HGET', MARKS, seen.counter % REMEMBERED_MARKS) ~= whole(seen.counter) .. ':' .. seen.mark
end

local has = tonumber(redis.call('GET', COUNTER) or '0')
if is_another(has) then
  local had = tonumber(redis.call('HGET', HOLD, 'had') or '0')
  redis.call('HSET', HOLD, 'had', whole(math.max(had, commit.seen.counter)))
  redis.call('HSETNX', HOLD, 'has', whole(has))
end
local hold = redis.call('HMGET', HOLD, 'had', 'has')
if hold[1] and commit.held == 'refuse' then return {'held', hold[1], hold[2]} end
if commit.look then return {'sound', redis.call('HGET', MARKS, has % REMEMBERED_MARKS) or ''} end

local function is_over(untilThen) return not untilThen or tonumber(untilThen) <= now end

-- Each gives nothing when all is well, and else what the refusal says.
local check = {}

-- A document still has the version that was seen; and has, or has not, reached the time until which it can be changed.
function check.document(expected)
  local found = redis.call('HMGET', expected.key, 'version', 'until', 'body')
  local same = (found[1] or '0') == expected.version
  if same and expected.time == 'alive' then same = not is_over(found[2]) end
  if same and expected.time == 'over' then same = is_over(found[2]) end
  if not same then return {found[3] or ''} end
end

function check.length(expected)
  if redis.call('LLEN', expected.key) ~= expected.length then return {} end
end

function check.member(expected)
  if not redis.call('ZSCORE', expected.key, expected.member) then return {} end
end

function check.absent(expected)
  if redis.call('EXISTS', expected.key) == 1 then return {} end
end

function check.present(expected)
  if redis.call('EXISTS', expected.key) == 0 then return {} end
end

function check.field(expected)
  if redis.call('HEXISTS', expected.key, expected.field) == 0 then return {expected.field} end
end

-- Fewer than so many members have a score in the future.
function check.fewer(expected)
  local members = redis.call('ZRANGEBYSCORE', expected.key, '(' .. whole(now), '+inf')
  if #members >= expected.than then return members end
end

local function holders_of(machine)
  local found = redis.call('HGET', LOCKS, machine)
  return found and cjson.decode(found) or {}
end

-- Nobody holds the machine for a kind of work that keeps this one out.
function check.free(expected)
  for _, holder in ipairs(holders_of(expected.machine)) do
    for _, kind in ipairs(expected.conflicts) do
      if holder.kind == kind then return {holder.operation, holder.kind, expected.machine} end
    end
  end
end

for _, expected in ipairs(commit.checks) do
  local refusal = check[expected.kind](expected)
  if refusal then return {'refused', whole(now), expected.kind, unpack(refusal)} end
end

local function stamped(text)
  return (string.gsub(text, '"?' .. commit.mark .. '%+?(%d*)"?', function(later)
    return whole(now + (tonumber(later) or 0))
  end))
end

for _, write in ipairs(commit.writes) do
  for index, part in ipairs(write) do write[index] = stamped(part) end
  redis.call(unpack(write))
end

local function keep_holders(machine, holders)
  if #holders == 0 then redis.call('HDEL', LOCKS, machine)
  else redis.call('HSET', LOCKS, machine, cjson.encode(holders)) end
end

if commit.take and #commit.take.locks > 0 then
  local machines = {}
  for _, lock in ipairs(commit.take.locks) do
    local holders = holders_of(lock.machine)
    table.insert(holders, {operation = commit.take.operation, kind = lock.kind})
    keep_holders(lock.machine, holders)
    table.insert(machines, lock.machine)
  end
  redis.call('HSET', HELD, commit.take.operation, cjson.encode(machines))
end

if commit.free then
  local machines = redis.call('HGET', HELD, commit.free)
  for _, machine in ipairs(machines and cjson.decode(machines) or {}) do
    local others = {}
    for _, holder in ipairs(holders_of(machine)) do
      if holder.operation ~= commit.free then table.insert(others, holder) end
    end
    keep_holders(machine, others)
  end
  redis.call('HDEL', HELD, commit.free)
end

local reached = redis.call('INCR', COUNTER)
redis.call('HSET', MARKS, reached % REMEMBERED_MARKS, whole(reached) .. ':' .. commit.mark)
return {'written', whole(now), whole(reached)}
`;

/**
 * Ends a hold. The count jumps far ahead of everything that anybody may have been answered, so that no process which
 * slept meanwhile raises the question again; and new requests get numbers that the lost ones cannot have had, because
 * names of what they created in Azure come from them.
 */
export const liftScript = `
local COUNTER, MARKS, HOLD, LIFTED, NUMBER = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local BY, SEEN, MARK = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local JUMP, REMEMBERED_MARKS = 10000, 1024

local function whole(number) return string.format('%.0f', number) end

local held = redis.call('HGET', HOLD, 'had')
local has = tonumber(redis.call('GET', COUNTER) or '0')
if not held then return redis.call('HGET', MARKS, has % REMEMBERED_MARKS) or '' end

local had = math.max(tonumber(held), SEEN)
local reached = math.max(had, has) + JUMP
local time = redis.call('TIME')
redis.call('SET', COUNTER, whole(reached))
redis.call('HSET', MARKS, reached % REMEMBERED_MARKS, whole(reached) .. ':' .. MARK)
redis.call('SET', NUMBER, whole(math.max(tonumber(redis.call('GET', NUMBER) or '0'), had)))
redis.call('HSET', LIFTED, 'by', BY, 'at', whole(time[1] * 1000 + math.floor(time[2] / 1000)))
redis.call('DEL', HOLD)
return whole(reached) .. ':' .. MARK
`;

/**
 * The bodies of all requests that are open and of all that have to be reviewed, each list by itself, under the time.
 * The documents' keys are made of the prefix in ARGV[1]; all keys of a deployment share one hash tag.
 */
export const waitingScript = `
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
local function bodies(ids)
  local found = {}
  for _, id in ipairs(ids) do
    local body = redis.call('HGET', ARGV[1] .. id, 'body')
    if body then table.insert(found, body) end
  end
  return found
end
return {
  now,
  bodies(redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. now, '+inf')),
  bodies(redis.call('ZRANGE', KEYS[2], '0', '-1')),
}
`;

/** Members of a sorted set whose time has come by Redis' clock ('past', the longest overdue first), or has not ('ahead'). */
export const byClockScript = `
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
if ARGV[1] == 'past' then return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'WITHSCORES') end
return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. now, '+inf', 'WITHSCORES')
`;
