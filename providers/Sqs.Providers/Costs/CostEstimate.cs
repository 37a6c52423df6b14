namespace Sqs.Providers.Costs;

/// <summary>What a job is expected to cost, before it is sent.</summary>
/// <param name="Total">The amount.</param>
/// <param name="Basis">How it was found, for people.</param>
/// <param name="IsVendorFigure">Whether the vendor computed it; else it is ours from published figures.</param>
public sealed record CostEstimate(Money Total, string Basis, bool IsVendorFigure);
