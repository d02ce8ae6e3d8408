namespace QliroAdapter.Ops;

internal static class OpsForm
{
    /// <summary>The fields of the form that was sent; none when the body is no form, or a broken one.</summary>
    public static async Task<IFormCollection> ReadFields(this HttpRequest request)
    {
        if (!request.HasFormContentType) return FormCollection.Empty;
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return FormCollection.Empty;
        }
    }
}
