import type { Delivery } from './delivery';
import { without } from './without';

/** Slack does not take the form of the message; plain text may still get through. */
export const isFormRefused = (error: string): boolean =>
  /^(?:invalid_blocks|invalid_blocks_format|msg_too_long|msg_blocks_too_long|invalid_payload)$/.test(error);

/** The message cannot be edited any more: somebody deleted it, or the workspace allows edits for a while only. */
export const isEditRefused = (error: string): boolean =>
  /^(?:message_not_found|cant_update_message|edit_window_closed)$/.test(error);

/** The message whose thread it was is gone. */
export const isThreadGone = (error: string): boolean =>
  /^(?:thread_not_found|message_not_found|cannot_reply_to_message)$/.test(error);

/** What is still owed is told in a new message. */
export const afterThreadGone = (delivery: Delivery): Delivery => without(delivery, 'posted');
