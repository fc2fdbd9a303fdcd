import { isObject, type Json } from '../world/shapes.ts';
import { contentOf } from './chat.ts';
import type { ApiAnswer } from './index.ts';
import type { Stage } from './method.ts';

/** An answer that is sent to the address which came with a command or a click. */
export const respond = (key: string, body: unknown, stage: Stage): ApiAnswer => {
  const about = stage.triggers.answer(key);
  if ('error' in about) return plain(404, about.error);
  if (!isObject(body)) return plain(500, 'invalid_payload');
  const { workspace } = stage;
  if (body.delete_original === true) {
    const at = workspace.messages.findIndex((each) => each.ts === about.messageTs);
    if (at >= 0) workspace.messages.splice(at, 1);
    stage.changed();
    return plain(200, 'ok');
  }
  const content = contentOf(body, workspace);
  if ('error' in content) return plain(400, content.error);
  const original = workspace.messages.find((each) => each.ts === about.messageTs);
  if (body.replace_original === true && original) Object.assign(original, content);
  else
    workspace.messages.push({
      ...standing(body, about),
      ts: workspace.ts(),
      user: workspace.app.botUser,
      edits: 0,
      ...content,
    });
  stage.changed();
  return plain(200, 'ok');
};

const standing = (body: Json, about: { channel: string; user: string; threadTs?: string }) => ({
  channel: about.channel,
  ...(body.response_type === 'in_channel' ? {} : { onlyFor: about.user }),
  ...(about.threadTs && { threadTs: about.threadTs }),
});

const plain = (status: number, word: string): ApiAnswer => ({
  status,
  headers: {},
  body: status === 200 ? { ok: true } : { ok: false, error: word },
});
