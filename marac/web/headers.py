"""The headers that every answer carries, whatever made it."""

from litestar.types import Message, Send

from marac.web.static_files import FOR_EVER

# No inline script, no inline style, nothing from elsewhere, no frame, no string turned into script.
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
)
_FEATURES_NOT_USED = ("camera", "display-capture", "geolocation", "microphone", "payment", "serial", "usb")
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES_NOT_USED),
}
NO_STORE = "no-store"
_POLICY = b"content-security-policy"


def with_headers(send: Send) -> Send:
    """Send with the security headers on the first message; only the page assets may be kept by the browser."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = _secured(list(message.get("headers", [])))
        await send(message)

    return send_with_headers


def _secured(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    ours = {name.lower().encode(): value.encode() for name, value in SECURITY_HEADERS.items()}
    may_be_kept = (b"cache-control", FOR_EVER.encode()) in [(name.lower(), value) for name, value in headers]
    # A browser holds an answer to each of several policies, so a handler can only be stricter.
    stricter = [value for name, value in headers if name.lower() == _POLICY]
    ours[_POLICY] = b", ".join([ours[_POLICY], *stricter])
    ours[b"cache-control"] = (FOR_EVER if may_be_kept else NO_STORE).encode()
    kept = [(name, value) for name, value in headers if name.lower() not in ours]
    return kept + list(ours.items())
