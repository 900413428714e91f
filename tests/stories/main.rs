//! Stories: what people, experts and operators live through, told as chats. One binary: each links everything.

mod support;

mod answers;
