// The dialog that asks who is chatting. Knows names, and not what they are for.

const $ = (id) => document.getElementById(id);
export const TAKEN = "That name is taken. Add a letter or your surname.";

// Asks for a name until take(name) accepts it; take throws an error with the server's status where it does not.
export function askName(question, take) {
  const { name, title = "Who is chatting?", word = "", optional = true } = question;
  const [dialog, input] = [$("rename"), $("rename-input")];
  $("rename-title").textContent = title;
  $("rename-cancel").hidden = !optional;
  input.value = name;
  say(word);
  let taken = false;
  dialog.onclose = () => {
    if (!optional && !taken) askName(question, take);
  };
  $("rename-form").onsubmit = async (event) => {
    event.preventDefault();
    const wanted = input.value.trim().replace(/\s+/g, " ");
    if (!wanted) return;
    try {
      await take(wanted);
      taken = true;
      dialog.close();
    } catch (error) {
      say(error.status === 409 ? TAKEN : "The server does not answer. Try again in a moment.");
      input.focus();
    }
  };
  if (!dialog.open) dialog.showModal();
  input.select();
}

function say(text) {
  $("rename-word").textContent = text;
}

$("rename-cancel").addEventListener("click", () => $("rename").close());
