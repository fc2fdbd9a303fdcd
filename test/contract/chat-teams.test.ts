import { startChannelStage, startPersonalStage } from '../adapters/teams/teams-stage.ts';
import { describeChannels, describeConversation } from './chat.ts';

describeConversation('Teams, alone with the bot', startPersonalStage);
describeConversation('Teams, in a channel', startChannelStage);
describeChannels('Teams', startChannelStage);
