using System.Net;

namespace Sqs.Providers.Tests;

/// <summary>Answers from a script and keeps what was sent, headers and body included.</summary>
internal sealed class RecordingTransport : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();

    public List<string> Requests { get; } = [];

    public RecordingTransport Answer(int status, string body, Action<HttpResponseMessage>? change = null)
    {
        _answers.Enqueue(() =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
            change?.Invoke(response);
            return response;
        });
        return this;
    }

    public RecordingTransport Throw(Exception exception)
    {
        _answers.Enqueue(() => throw exception);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        IEnumerable<string> headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .Where(h => h.Key is not "Content-Length").Select(h => $"{h.Key}: {string.Join(", ", h.Value)}").Order(StringComparer.Ordinal);
        Requests.Add($"{request.Method} {request.RequestUri}\n{string.Join('\n', headers)}\n{body}".TrimEnd('\n'));
        return _answers.Count > 0 ? _answers.Dequeue()() : throw new InvalidOperationException($"No answer is left for {request.Method} {request.RequestUri}");
    }
}
