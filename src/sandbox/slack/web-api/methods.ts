import { chatChanges } from './chat-changes.ts';
import { chatPosts } from './chat-posts.ts';
import { conversationReading } from './conversation-reading.ts';
import { conversations } from './conversations.ts';
import type { Methods } from './method.ts';
import { people } from './people.ts';
import { session } from './session.ts';
import { views } from './views.ts';

/** Every method the simulator knows; any other is `unknown_method`. */
export function methodsOf(openTicket: () => string): Methods {
  return {
    ...session(openTicket),
    ...chatPosts,
    ...chatChanges,
    ...conversationReading,
    ...conversations,
    ...people,
    ...views,
  };
}
