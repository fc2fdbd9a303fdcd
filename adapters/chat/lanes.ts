/** Runs what belongs to one key one behind the other; one that fails does not stop the next. */
export const createLanes = () => {
  const lanes = new Map<string, Promise<unknown>>();
  return <Result>(key: string, run: () => Promise<Result>): Promise<Result> => {
    const before = lanes.get(key) ?? Promise.resolve();
    const result = before.then(run, run);
    lanes.set(key, result);
    const leave = () => {
      if (lanes.get(key) === result) lanes.delete(key);
    };
    result.then(leave, leave);
    return result;
  };
};
