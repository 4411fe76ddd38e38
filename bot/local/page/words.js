// What a message says in one line. Knows messages as text only.

// What happened to a group, or "" for what somebody wrote.
export function serviceText(message) {
  const who = message.from?.first_name ?? "";
  if (message.group_chat_created) return `${who} created the group`;
  if (message.left_chat_member) return left(message.left_chat_member, message.from);
  if (message.new_chat_members) return came(message.new_chat_members, message.from);
  if (message.new_chat_title) return `${who} named the group ${message.new_chat_title}`;
  if (message.pinned_message) return `${who} pinned a message`;
  if (message.migrate_to_chat_id) return "The group became a supergroup";
  if (message.migrate_from_chat_id) return "The group became a supergroup";
  return "";
}

// by: who said it, where that is to be told
export function inShort(message, by = "") {
  const service = serviceText(message);
  if (service) return service;
  return by ? `${by}: ${content(message)}` : content(message);
}

function content(message) {
  if (message.poll) return `Poll: ${message.poll.question}`;
  if (message.photo) return message.caption || "Photo";
  if (message.document) return `File: ${message.document.file_name ?? ""}`;
  return message.text ?? "";
}

function came(members, by) {
  const names = members.map((member) => member.first_name).join(", ");
  if (members.length === 1 && members[0].id === by?.id) return `${names} joined the group`;
  return `${by?.first_name ?? ""} added ${names}`;
}

function left(member, by) {
  return member.id === by?.id ? `${member.first_name} left the group` : `${by?.first_name ?? ""} removed ${member.first_name}`;
}
