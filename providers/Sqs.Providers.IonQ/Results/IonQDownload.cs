using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Providers.Errors;
using Sqs.Providers.IonQ.Jobs;
using Sqs.Providers.IonQ.Rest;
using Sqs.Providers.Jobs;
using Sqs.Providers.Resilience;

namespace Sqs.Providers.IonQ.Results;

/// <summary>
/// Copies the results of a job: of the job itself for one circuit, of each child for several. Links are followed when they are read and
/// never kept, because they expire. Documents are named <c>circuit:POSITION:FORMAT</c>, or <c>circuit:POSITION:error</c> for a circuit
/// that failed.
/// </summary>
internal sealed class IonQDownload(IonQService service, PreparedJob job, CancellationToken cancellationToken)
{
    private const int PageSize = 25;

    private readonly List<RawDocument> _documents = [];

    public async Task<Outcome<IReadOnlyList<RawDocument>>> RunAsync(string remoteId)
    {
        if (!(await GetAsync(remoteId).ConfigureAwait(false)).TryGet(out JobDocument? parent, out ProviderError? error))
            return error;
        if (job.Circuits.Count == 1 && parent.Children is not { Count: > 0 })
            return await CircuitAsync(0, remoteId, parent).ConfigureAwait(false) is { } failed ? failed : _documents;
        if (parent.Children?.Count != job.Circuits.Count)
            return new ProviderError(ProviderErrorKind.Unknown, "result-format", $"the job has {parent.Children?.Count ?? 0} children for {job.Circuits.Count} circuits");
        Dictionary<string, JobDocument> listed = await ListAsync(remoteId, parent.Children.Count).ConfigureAwait(false);
        var children = new List<(string Id, JobDocument Job)>();
        foreach (string id in parent.Children)
        {
            if (!listed.TryGetValue(id, out JobDocument? child) && !(await GetAsync(id).ConfigureAwait(false)).TryGet(out child, out error))
                return error;
            children.Add((id, child));
        }

        for (int i = 0; i < children.Count; i++)
        {
            int position = PositionOf(children, i);
            if (await CircuitAsync(position, children[i].Id, children[i].Job).ConfigureAwait(false) is { } broken)
                return broken;
        }

        return _documents;
    }

    // A page of children costs one request where each of them would cost one. What the list leaves out is read by itself.
    private async Task<Dictionary<string, JobDocument>> ListAsync(string parent, int count)
    {
        var listed = new Dictionary<string, JobDocument>(StringComparer.Ordinal);
        string? next = null;
        for (int page = 0; page <= count / PageSize; page++)
        {
            Outcome<JobListDocument> answer = await service.Call.ReadAsync<JobListDocument>(token => service.Api.ListChildrenAsync(parent, PageSize, next, token), cancellationToken).ConfigureAwait(false);
            if (answer.Error is not null)
                break;
            foreach (JobDocument job in (answer.Value.Jobs ?? []).Where(j => j.Id is not null && j.Parent == parent))
                listed[job.Id!] = job;
            next = answer.Value.Next;
            if (string.IsNullOrEmpty(next))
                break;
        }

        return listed;
    }

    // Children come in the order of the circuits; where all carry our names, the names decide.
    private int PositionOf(List<(string Id, JobDocument Job)> children, int index)
    {
        var names = job.Circuits.Select((c, i) => (c.Name, Position: i)).ToDictionary(c => c.Name, c => c.Position, StringComparer.Ordinal);
        bool areNamed = children.Select(c => c.Job.Name).Distinct().Count(n => n is not null && names.ContainsKey(n)) == children.Count;
        return areNamed ? names[children[index].Job.Name!] : index;
    }

    private Task<Outcome<JobDocument>> GetAsync(string id) => service.Call.ReadAsync<JobDocument>(token => service.Api.JobAsync(id, token), cancellationToken);

    private async Task<ProviderError?> CircuitAsync(int position, string id, JobDocument document)
    {
        if (!string.Equals(document.Status, "completed", StringComparison.OrdinalIgnoreCase))
        {
            ProviderError reason = IonQJobStatus.Error(document);
            var text = new JObject { ["kind"] = reason.Kind.ToString(), ["code"] = reason.Code, ["message"] = reason.Message, ["remedy"] = reason.Remedy };
            _documents.Add(new RawDocument($"circuit:{position}:error", text.ToString(Formatting.None)));
            return null;
        }

        (string format, Func<CancellationToken, Task<HttpResponseMessage>> read) = Choose(id, document.Results);
        Outcome<string> answer = await service.Call.TextAsync(read, CallKind.Repeatable, cancellationToken).ConfigureAwait(false);
        if (!answer.TryGet(out string? result, out ProviderError? error))
            return error;
        if (VendorCall.Parse<JToken>(result).Error is { } broken)
            return broken;
        _documents.Add(new RawDocument($"circuit:{position}:{format}", result));
        return null;
    }

    private (string Format, Func<CancellationToken, Task<HttpResponseMessage>> Read) Choose(string id, JObject? results)
    {
        bool isDebiased = (bool?)JObject.Parse(job.Body)["settings"]?["error_mitigation"]?["debiasing"] ?? false;
        IReadOnlyList<string> wanted = isDebiased ? IonQFormats.AggregatesBestFirst : IonQFormats.BestFirst;
        foreach (string format in wanted)
        {
            // New form: format name -> descriptor with an identifier.
            if (results?[$"ionq.result.{format}"]?["id"] is { } artifact)
                return (format, token => service.Api.ArtifactAsync(id, artifact.ToString(), token));

            // Old form: kind -> link. The link's last part is the kind, and its form is version 1.
            string kind = format[..format.IndexOf('.', StringComparison.Ordinal)];
            if (format.EndsWith("v1", StringComparison.Ordinal) && results?[kind]?["url"] is not null)
                return (format, token => service.Api.ResultAsync(id, kind, token));
        }

        return (IonQFormats.ProbabilitiesV1, token => service.Api.ResultAsync(id, "probabilities", token));
    }
}
