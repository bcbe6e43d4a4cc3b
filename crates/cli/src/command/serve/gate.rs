//! Who may ask, and what no answer may do.

use std::time::Duration;

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// How long an answer may take; the longest letter takes a few seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// Lets only questions of the own page through and puts the same headers on every answer.
pub(super) async fn guard(port: u16, request: Request, next: Next) -> Response {
    let socket = format!("ws://{}", host(request.headers()).unwrap_or_default());
    let mut response = match check(port, request.method(), request.headers()) {
        Ok(()) => match tokio::time::timeout(PATIENCE, next.run(request)).await {
            Ok(response) => response,
            Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
        },
        Err(why) => (StatusCode::FORBIDDEN, why).into_response(),
    };
    let headers = response.headers_mut();
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' {socket}; img-src 'self' data:; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    let fixed: [(HeaderName, &str); 7] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// A name that leads to 127.0.0.1 by a trick (DNS rebinding) shows in `Host`; another site in the browser shows in `Origin` or
/// `Sec-Fetch-Site`.
fn check(port: u16, method: &Method, headers: &HeaderMap) -> Result<(), &'static str> {
    let ours = |name: &str| name == format!("127.0.0.1:{port}") || name == format!("localhost:{port}");
    if !host(headers).is_some_and(ours) {
        return Err("Host");
    }
    if let Some(origin) = headers.get(header::ORIGIN) {
        let origin = origin.to_str().unwrap_or_default();
        if !origin.strip_prefix("http://").is_some_and(ours) {
            return Err("Origin");
        }
    } else if headers.contains_key(header::UPGRADE) {
        // Every browser says where a web socket comes from.
        return Err("Origin");
    }
    let site = headers.get("sec-fetch-site").and_then(|v| v.to_str().ok());
    // A link elsewhere may lead here; whoever follows it sees an empty page.
    let visit = method == Method::GET && headers.get("sec-fetch-mode").is_some_and(|v| v == "navigate");
    if site.is_some_and(|s| !matches!(s, "same-origin" | "none")) && !visit {
        return Err("Sec-Fetch-Site");
    }
    Ok(())
}

fn host(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST).and_then(|h| h.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(method: Method, headers: &[(&'static str, &str)]) -> Result<(), &'static str> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, HeaderValue::from_str(value).unwrap());
        }
        check(7411, &method, &map)
    }

    #[test]
    fn only_the_own_page_is_answered() {
        let host = ("host", "127.0.0.1:7411");
        assert_eq!(asks(Method::GET, &[host]), Ok(()));
        assert_eq!(
            asks(Method::POST, &[("host", "localhost:7411"), ("origin", "http://localhost:7411")]),
            Ok(())
        );
        assert_eq!(asks(Method::GET, &[]), Err("Host"));
        assert_eq!(asks(Method::GET, &[("host", "evil.example:7411")]), Err("Host"));
        assert_eq!(asks(Method::GET, &[("host", "127.0.0.1:80")]), Err("Host"));
        assert_eq!(asks(Method::POST, &[host, ("origin", "http://evil.example")]), Err("Origin"));
        assert_eq!(asks(Method::POST, &[host, ("origin", "https://127.0.0.1:7411")]), Err("Origin"));
        assert_eq!(asks(Method::POST, &[host, ("origin", "null")]), Err("Origin"));
        assert_eq!(asks(Method::GET, &[host, ("upgrade", "websocket")]), Err("Origin"));
        assert_eq!(asks(Method::POST, &[host, ("sec-fetch-site", "cross-site")]), Err("Sec-Fetch-Site"));
        assert_eq!(
            asks(Method::GET, &[host, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")]),
            Err("Sec-Fetch-Site")
        );
        assert_eq!(
            asks(Method::GET, &[host, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")]),
            Ok(())
        );
    }
}
