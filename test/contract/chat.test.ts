import { RecordingChat } from '../sample/recording-chat.ts';
import { startTerminalStage } from '../terminal/terminal-stage.ts';
import { type ChannelStage, describeChannels, describeConversation } from './chat.ts';

const recording = async (hearing: Parameters<RecordingChat['start']>[0]): Promise<ChannelStage> => {
  const chat = new RecordingChat();
  await chat.start(hearing);
  return chat;
};

describeConversation('The recording double', recording);
describeChannels('The recording double', recording);
describeConversation('The terminal', startTerminalStage);
