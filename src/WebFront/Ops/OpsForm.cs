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
        // A form that ends in the middle is an IOException, the base of lost connections and of bodies that are too
        // large, which are answered elsewhere.
        catch (Exception broken) when (broken is InvalidDataException || broken.GetType() == typeof(IOException))
        {
            return FormCollection.Empty;
        }
    }
}
