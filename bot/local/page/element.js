// Elements from a tag, a class and a text. Knows nothing of what they are for.

export function make(tag, name = "", text = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  return element;
}

// A round sign for whoever has no picture: the first letter, in a colour that stays with the name.
export function drawAvatar(element, name) {
  element.textContent = [...name.trim()][0]?.toLocaleUpperCase() ?? "";
  element.dataset.hue = String([...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 6);
}
