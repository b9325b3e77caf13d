//! Mail addresses: one `@`, no blank, a domain with a dot. Whether it exists, only a mail can tell.

use super::fold;
use crate::code::Code;

/// What is wrong with a mail address.
pub(crate) fn fault(text: &str) -> Option<Code> {
    let folded = fold(text);
    let text = folded.trim();
    let is_end = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '、' | '/' | '|');
    let Some((name, domain)) = text.split_once('@') else { return Some(Code::EmailNoAt) };
    if domain.contains('@') {
        // An address ends before the next begins.
        return Some(if text.contains(is_end) { Code::EmailTwo } else { Code::EmailDomain });
    }
    if text.contains(char::is_whitespace) {
        return Some(Code::EmailBlank);
    }
    if name.is_empty() {
        return Some(Code::EmailNoName);
    }
    let is_domain = domain.contains('.') && domain.split('.').all(|part| !part.is_empty());
    (!is_domain).then_some(Code::EmailDomain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for text in ["tuanwei@example.com", "ａ＠example.cn", "a.b-c@mail.example.cn"] {
            assert_eq!(fault(text), None, "{text}");
        }
        for (text, code) in [
            ("example.com", Code::EmailNoAt),
            ("@example.com", Code::EmailNoName),
            ("a@b", Code::EmailDomain),
            ("a@example.", Code::EmailDomain),
            ("a@.com", Code::EmailDomain),
            ("a@@example.com", Code::EmailDomain),
            ("a b@example.com", Code::EmailBlank),
            ("a@example.com b@example.com", Code::EmailTwo),
            ("a@example.com；b@example.com", Code::EmailTwo),
        ] {
            assert_eq!(fault(text), Some(code), "{text}");
        }
    }
}
