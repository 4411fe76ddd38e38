// What one does in a chat, and waiting for what comes of it. Knows actions and focus, and draws nothing.

import { pressButton, sendFile, sendText, vote } from "./actions.js";
import { alertWith, clearToasts, failure, toast } from "./notices.js";

const LASTING = 3_000; // milliseconds after the answer in which a new message still belongs to it

// on: {name(), chat(), giveBack(text, reply_to), refocus(message_id), resting(element) whether nobody is at work there}
export function createActing(on) {
  let pressed = null; // {id, element} of the button or poll that waits for its answer

  async function send(text, replyTo = 0) {
    try {
      await sendText(on.name(), on.chat(), text, replyTo);
    } catch (error) {
      on.giveBack(text, replyTo);
      toast(failure(error, "Not sent"));
    }
  }

  async function attach(file, replyTo = 0) {
    try {
      await sendFile(on.name(), file, replyTo);
    } catch (error) {
      toast(failure(error, "Not sent"));
    }
  }

  const press = (message, button, element) => act(message, element, "No answer", async () => {
    const answer = await pressButton(on.name(), message.chat.id, message.message_id, button.callback_data);
    if (answer.text && answer.show_alert) alertWith(answer.text, alertClosed);
    else if (answer.text) toast(answer.text);
  });

  const castVote = (message, options, element) => act(message, element, "No vote", async () => {
    try {
      await vote(on.name(), message.chat.id, message.message_id, options);
    } catch (error) {
      if (error.status !== 409) throw error;
      toast("That vote does not count: the poll is closed, or you have voted.");
    }
  });

  // Shows that the element waits, and keeps in mind that the next message may be its answer.
  async function act(message, element, what, action) {
    if (element.getAttribute("aria-busy")) return;
    element.setAttribute("aria-busy", "true");
    clearToasts();
    pressed = { id: message.message_id, element };
    try {
      await action();
    } catch (error) {
      toast(failure(error, what));
    } finally {
      element.removeAttribute("aria-busy");
      setTimeout(() => {
        if (pressed?.element === element) pressed = null;
      }, LASTING);
    }
  }

  // Something was pressed and focus still is there, or where it fell when that went away: the new message is
  // the answer, and focus goes along to it.
  function awaitsAnswer() {
    const active = document.activeElement;
    if (!pressed) return false;
    const fallen = active === document.body || active.matches(".poll") || on.resting(active);
    return active === pressed.element || (!pressed.element.isConnected && fallen);
  }

  function alertClosed() {
    if (document.activeElement === document.body || !document.activeElement) on.refocus(pressed?.id);
  }

  return { send, attach, press, castVote, awaitsAnswer };
}
